package dev.janji.gateways.letter.field;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.janji.actors.field.FieldOutbox;
import dev.janji.domain.account.Promise;
import dev.janji.domain.debtor.FieldCase;
import dev.janji.domain.money.Money;
import dev.janji.domain.policy.FieldTerms;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The files of a case as the field system reads them; {@code docs/lenders.md} has the schema. Stateless. */
final class CaseJson {
    /** Grows by fields only; another meaning is another name. */
    static final String CASE = "janji.field.case/1";

    static final String RECALL = "janji.field.recall/1";

    private static final JsonFactory JSON = new JsonFactory();

    private CaseJson() {}

    /** What writes one object. */
    private interface Fields {
        void write(JsonGenerator json) throws IOException;
    }

    /** @param documents names of the files that go with it */
    static byte[] of(FieldOutbox.Handed handed, List<String> documents) {
        FieldCase about = handed.about();
        return written(json -> {
            json.writeStringField("schema", CASE);
            json.writeStringField("case", handed.reference());
            json.writeNumberField("number", handed.number());
            json.writeStringField(
                    "made_at", about.at().truncatedTo(ChronoUnit.SECONDS).toString());
            json.writeStringField("lender", about.debtor().lender().value());
            json.writeStringField("account", about.account().value());
            debtor(json, about);
            visits(json, about);
            debt(json, about);
            promises(json, about);
            json.writeArrayFieldStart("contacts");
            for (FieldCase.PastTry past : about.contacts()) {
                json.writeStartObject();
                json.writeStringField(
                        "at", past.at().truncatedTo(ChronoUnit.SECONDS).toString());
                json.writeStringField("channel", past.channel().name());
                json.writeStringField("result", past.result());
                json.writeEndObject();
            }
            json.writeEndArray();
            strings(json, "notices", about.notices());
            json.writeObjectFieldStart("disclosure");
            strings(json, "rules", List.of("ID-04", "ID-06"));
            json.writeStringField(
                    "note",
                    "Speak of the debt with the debtor only, at this address only, and leave no word of it with anybody else or in sight.");
            json.writeEndObject();
            strings(json, "documents", documents);
        });
    }

    static byte[] of(FieldOutbox.Recalled recalled) {
        return written(json -> {
            json.writeStringField("schema", RECALL);
            json.writeStringField("case", recalled.reference());
            json.writeStringField("lender", recalled.lender().value());
            json.writeStringField(
                    "recalled_at", recalled.at().truncatedTo(ChronoUnit.SECONDS).toString());
            json.writeStringField("reason", recalled.reason());
        });
    }

    private static void debtor(JsonGenerator json, FieldCase about) throws IOException {
        json.writeObjectFieldStart("debtor");
        json.writeStringField("id", about.debtor().debtor().value());
        json.writeStringField("name", about.name());
        json.writeStringField("language", about.language());
        json.writeObjectFieldStart("address");
        json.writeStringField("contact_point", about.point().value());
        strings(json, "lines", about.address().lines().map(String::strip).toList());
        json.writeBooleanField("verified", true);
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void visits(JsonGenerator json, FieldCase about) throws IOException {
        FieldTerms.Hours hours = about.hours();
        json.writeObjectFieldStart("visits");
        strings(json, "rules", hours.ruleIds());
        strings(json, "zones", about.zones().stream().map(ZoneId::getId).toList());
        strings(json, "days", hours.days().stream().sorted().map(CaseJson::word).toList());
        json.writeStringField("from", hours.from().toString());
        json.writeStringField("to", hours.to().toString());
        strings(json, "except", hours.except().stream().map(LocalDate::toString).toList());
        json.writeEndObject();
    }

    private static String word(DayOfWeek day) {
        return day.name().toLowerCase(Locale.ROOT);
    }

    private static void debt(JsonGenerator json, FieldCase about) throws IOException {
        json.writeObjectFieldStart("debt");
        json.writeStringField("product", about.product());
        json.writeStringField("currency", about.arrears().currency().getCurrencyCode());
        json.writeNumberField("scale", Math.max(0, about.arrears().currency().getDefaultFractionDigits()));
        json.writeNumberField("outstanding_minor", about.owed().balance().minor());
        json.writeNumberField("arrears_minor", about.arrears().minor());
        minor(json, "principal_minor", about.owed().principal());
        minor(json, "interest_minor", about.owed().interest());
        minor(json, "penalty_minor", about.owed().penalty());
        json.writeStringField("due_date", about.dueDate().toString());
        json.writeNumberField("days_past_due", about.daysPastDue());
        json.writeStringField("as_of", about.today().toString());
        json.writeStringField("bucket", about.bucket());
        String paidTo = about.virtualAccount();
        if (paidTo == null) {
            json.writeNullField("virtual_account");
        } else {
            json.writeStringField("virtual_account", paidTo);
        }
        json.writeEndObject();
    }

    private static void minor(JsonGenerator json, String field, @Nullable Money money) throws IOException {
        if (money == null) {
            json.writeNullField(field);
        } else {
            json.writeNumberField(field, money.minor());
        }
    }

    private static void promises(JsonGenerator json, FieldCase about) throws IOException {
        json.writeObjectFieldStart("promises");
        json.writeNumberField("kept", about.promisesKept());
        json.writeNumberField("broken", about.promisesBroken());
        Promise last = about.promise();
        if (last == null) {
            json.writeNullField("last");
        } else {
            json.writeObjectFieldStart("last");
            json.writeNumberField("amount_minor", last.amountMinor());
            json.writeStringField("due_date", last.dueDate().toString());
            json.writeStringField("state", last.state().name());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void strings(JsonGenerator json, String field, List<String> values) throws IOException {
        json.writeArrayFieldStart(field);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    private static byte[] written(Fields fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            fields.write(json);
            json.writeEndObject();
            json.writeRaw('\n');
        } catch (IOException e) {
            throw new IllegalStateException("Expected to write to memory, but could not", e);
        }
        return bytes.toByteArray();
    }
}
