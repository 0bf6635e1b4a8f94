package dev.janji.loadtest.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.janji.gateways.email.mailbox.MailboxServer;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Debtors who open the payment links of their mails while time stands still, and the lender's page, which looks at what they bring. Writes down what was answered, ids only. Confined to one thread. */
final class LinkOpener {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern LINK = Pattern.compile("(http://127\\.0\\.0\\.1:\\d+/pay/)([0-9A-Za-z]+)\\s");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int FOUND = 302;

    private final HttpClient client =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
    private final Path file;
    private final long seed;
    private final TreeMap<Integer, Integer> answered = new TreeMap<>();

    LinkOpener(Path file, long seed) {
        this.file = file;
        this.seed = seed;
    }

    /** Every other debtor opens the links that lie in the mailbox. @param at virtual time that the server's clock has not passed */
    void open(List<MailboxServer.Mail> mails, Instant at) throws InterruptedException {
        try (BufferedWriter writer = Files.newBufferedWriter(
                file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (MailboxServer.Mail mail : mails) {
                Matcher link = LINK.matcher(mail.text());
                if (Math.floorMod(Objects.hash(seed, mail.attempt()), 2) == 0 && link.find()) {
                    writer.write(opened(mail.attempt(), link.group(1), link.group(2), at)
                            .toString());
                    writer.write('\n');
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to open a payment link, but could not", e);
        }
    }

    private ObjectNode opened(String attempt, String address, String word, Instant at)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = get(address + word);
        char last = word.charAt(word.length() - 1);
        String changed = word.substring(0, word.length() - 1) + (last == '7' ? '8' : '7');
        answered.merge(answer.statusCode(), 1, Integer::sum);
        ObjectNode line = JSON.createObjectNode()
                .put("attempt", attempt)
                .put("openedAt", at.toString())
                .put("status", answer.statusCode())
                .put("forged", get(address + changed).statusCode());
        if (answer.statusCode() == FOUND) {
            String to = answer.headers().firstValue("Location").orElse("");
            if (!to.startsWith(ServerOptions.PAYMENT_PAGE + "?janji=")) {
                throw new IOException("Expected a payment link to lead to the bank's page, but it led elsewhere");
            }
            String token = to.substring(to.indexOf('=') + 1);
            JsonNode claims = JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
            line.put("signed", isSigned(token, get(address + "keys.pem").body()))
                    .set("claims", claims);
        }
        return line;
    }

    /** How often which status of HTTP was answered. */
    TreeMap<Integer, Integer> answered() {
        return answered;
    }

    private HttpResponse<String> get(String address) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(address)).timeout(PATIENCE).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static boolean isSigned(String token, String pem) throws IOException {
        String[] parts = token.split("\\.");
        try {
            byte[] info = Base64.getMimeDecoder()
                    .decode(pem.replace("-----BEGIN PUBLIC KEY-----", "")
                            .replaceAll("(?s)-----END PUBLIC KEY-----.*", ""));
            Signature check = Signature.getInstance("Ed25519");
            check.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(info)));
            check.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
            return check.verify(Base64.getUrlDecoder().decode(parts[2]));
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
