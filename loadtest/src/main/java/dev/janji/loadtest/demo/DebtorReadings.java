package dev.janji.loadtest.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.janji.loadtest.lender.LenderClient;
import dev.janji.protocols.lender.v1.AccountStatus;
import dev.janji.protocols.lender.v1.AccountView;
import dev.janji.protocols.lender.v1.GetDebtorResponse;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Asks the server for the days past due of many debtors while time stands still, and writes the answers down for the checker. */
final class DebtorReadings {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_DEBTORS = 2_000;
    private static final int THREADS = 8;

    private final Path file;
    private final String lender;
    private final List<String> debtors;

    DebtorReadings(Path file, String lender, List<String> debtors) {
        this.file = file;
        this.lender = lender;
        this.debtors = debtors.subList(0, Math.min(debtors.size(), MOST_DEBTORS));
    }

    void take(LenderClient client) {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try (BufferedWriter writer = Files.newBufferedWriter(
                file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            List<Future<List<String>>> answers = new ArrayList<>();
            debtors.forEach(debtor -> answers.add(threads.submit(() -> read(client, debtor))));
            for (Future<List<String>> answer : answers) {
                for (String line : answer.get()) {
                    writer.write(line);
                    writer.write('\n');
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("Expected the server to tell of a debtor, but it did not", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Expected the server to tell of its debtors, but was interrupted", e);
        } finally {
            threads.shutdownNow();
        }
    }

    /** @return a line for each account that is worked; none when the lender has not told of the debtor yet */
    private List<String> read(LenderClient client, String debtor) {
        GetDebtorResponse response;
        try {
            response = client.debtor(debtor);
        } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() == Status.Code.NOT_FOUND) {
                return List.of();
            }
            throw e;
        }
        Instant at = Instant.ofEpochSecond(
                response.getComputedAt().getSeconds(), response.getComputedAt().getNanos());
        List<String> lines = new ArrayList<>();
        for (AccountView account : response.getAccountsList()) {
            if (account.getStatus() == AccountStatus.ACCOUNT_STATUS_OPEN) {
                lines.add(JSON.createObjectNode()
                        .put("lender", lender)
                        .put("debtor", debtor)
                        .put("at", at.toString())
                        .put("sequenceNumber", response.getSequenceNumber())
                        .put("account", account.getAccountId())
                        .put("daysPastDue", account.getDaysPastDue())
                        .put("overdueMinor", account.getOverdue().getMinor())
                        .toString());
            }
        }
        return lines;
    }
}
