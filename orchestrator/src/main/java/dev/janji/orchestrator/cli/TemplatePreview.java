package dev.janji.orchestrator.cli;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import dev.janji.actors.channel.MessageTemplates;
import dev.janji.actors.channel.MessageValues;
import dev.janji.actors.channel.Rendering;
import dev.janji.actors.link.PaymentLinks;
import dev.janji.actors.rules.FolderRefused;
import dev.janji.actors.rules.LenderFiles;
import dev.janji.actors.rules.LenderFolder;
import dev.janji.actors.rules.LenderReader;
import dev.janji.actors.rules.RuleFileRefused;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.debtor.ContactFacts;
import dev.janji.domain.debtor.Owed;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.LenderId;
import dev.janji.domain.money.Money;
import dev.janji.gateways.letter.LetterPreview;
import dev.janji.gateways.sms.SmsSize;
import dev.janji.orchestrator.server.Configuration;
import dev.janji.orchestrator.server.StartFailure;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What a debtor would read. */
@Command(
        name = "preview",
        description = {
            "Shows texts as a debtor gets them: with values, with what the channel adds, and how long they are.",
            "The values are invented: 1,250,000 due on 5 March 2026, seven days ago, of debtor 1234567890123456."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class TemplatePreview implements Callable<Integer> {
    private static final Currency RUPIAH = Currency.getInstance("IDR");
    private static final int DAYS_PAST_DUE = 7;
    private static final LocalDate DUE = LocalDate.of(2026, 3, 5);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "TEMPLATE",
            arity = "0..*",
            description = "Names, such as overdue-7. Default: all that there are")
    private List<String> names = new ArrayList<>();

    @Option(names = "--folder", paramLabel = "DIR", description = "The folder of a lender, with its own texts")
    private @Nullable Path folder;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Your settings, with the texts of your installation; default: those that Janji ships")
    private @Nullable Path config;

    @Option(
            names = "--payment-link",
            description = "Without a folder: as a lender says it that has a page on which to pay")
    private boolean paymentLink;

    @Option(names = "--channel", paramLabel = "WORD", description = "Only sms, email, push, whatsapp, voice or letter")
    private @Nullable String channel;

    @Option(names = "--language", paramLabel = "TAG", description = "Only this one, such as id or en")
    private @Nullable String language;

    @Option(
            names = "--letters",
            paramLabel = "DIR",
            description = "Writes letters there, as PDF; the folder is made when it is not there")
    private @Nullable Path letters;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try {
            Config configured = Configuration.rules(config);
            LenderFolder read =
                    folder == null ? null : LenderReader.of(configured).read(LenderFiles.in(folder));
            MessageTemplates installation =
                    paymentLink ? MessageTemplates.withPaymentLinks(configured) : MessageTemplates.from(configured);
            MessageTemplates texts = read == null ? installation : read.book().texts();
            Sample lender = new Sample(
                    read == null ? "Bank Contoh" : read.book().name(),
                    PaymentLinks.example(configured, read == null ? new LenderId("bank-contoh") : read.lender()));
            Map<String, Map<Channel, Set<String>>> there = texts.written();
            for (String name : names) {
                if (!there.containsKey(name)) {
                    err.printf("Expected one of %s, but found %s%n", String.join(", ", there.keySet()), name);
                    return ExitCode.SOFTWARE;
                }
            }
            int shown = 0;
            for (Map.Entry<String, Map<Channel, Set<String>>> template : there.entrySet()) {
                if (names.isEmpty() || names.contains(template.getKey())) {
                    shown += show(template.getKey(), template.getValue(), texts, lender, out);
                }
            }
            if (shown == 0) {
                err.println("Expected a text for this channel and language, but there is none");
                return ExitCode.SOFTWARE;
            }
            return ExitCode.OK;
        } catch (FolderRefused | RuleFileRefused | StartFailure | ConfigException e) {
            err.println(e.getMessage());
            return ExitCode.SOFTWARE;
        } catch (IOException e) {
            err.printf("Expected to write letters into %s, but could not: %s%n", letters, e.getMessage());
            return ExitCode.SOFTWARE;
        } finally {
            out.flush();
            err.flush();
        }
    }

    private int show(
            String template, Map<Channel, Set<String>> channels, MessageTemplates texts, Sample lender, PrintWriter out)
            throws IOException {
        int shown = 0;
        for (Map.Entry<Channel, Set<String>> each : channels.entrySet()) {
            String word = each.getKey().name().toLowerCase(Locale.ROOT);
            for (String tag : each.getValue()) {
                boolean wanted =
                        (channel == null || channel.equals(word)) && (language == null || language.equals(tag));
                if (wanted
                        && texts.render(template, each.getKey(), tag, values(lender, DAYS_PAST_DUE))
                                instanceof Rendering.Rendered text) {
                    out.printf("%s  %s, %s%s%n", template, word, tag, size(each.getKey(), text.body()));
                    if (!text.subject().isEmpty()) {
                        out.printf("    %s%n%n", text.subject());
                    }
                    print(text.body(), out);
                    if (texts.varies(template, each.getKey(), tag)
                            && texts.render(template, each.getKey(), tag, values(lender, 1))
                                    instanceof Rendering.Rendered one) {
                        out.printf("  of one day%s%n", size(each.getKey(), one.body()));
                        print(one.body(), out);
                    }
                    if (letters != null && each.getKey() == Channel.LETTER) {
                        Files.createDirectories(letters);
                        Path file = letters.resolve(template + "-" + tag + ".pdf");
                        Files.write(file, LetterPreview.of(lender.name(), text.subject(), text.body()));
                        out.printf("    in %s%n%n", file);
                    }
                    shown++;
                }
            }
        }
        return shown;
    }

    private static void print(String body, PrintWriter out) {
        body.lines().forEach(line -> out.println(line.isEmpty() ? "" : "    " + line));
        out.println();
    }

    private static String size(Channel channel, String body) {
        if (channel != Channel.SMS) {
            return "";
        }
        SmsSize size = SmsSize.of(body);
        return String.format(
                Locale.ROOT,
                ": %d characters, %s, %d %s",
                size.characters(),
                size.alphabet(),
                size.segments(),
                size.segments() == 1 ? "segment" : "segments");
    }

    /** @param link as long as a real one */
    private record Sample(String name, String link) {}

    private static MessageValues values(Sample lender, int daysPastDue) {
        Money amount = new Money(125_000_000, RUPIAH);
        return new MessageValues(
                lender.name(),
                new ContactFacts(
                        "Budi Contoh",
                        new AccountId("12347788"),
                        amount,
                        DUE,
                        daysPastDue,
                        DUE.plusDays(daysPastDue),
                        new Owed(
                                new Money(422_500_000, RUPIAH),
                                new Money(400_000_000, RUPIAH),
                                new Money(21_000_000, RUPIAH),
                                new Money(1_500_000, RUPIAH)),
                        "8808 1234 7788"),
                lender.link());
    }
}
