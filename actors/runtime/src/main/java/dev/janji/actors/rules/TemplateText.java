package dev.janji.actors.rules;

import dev.janji.actors.channel.ConfiguredTexts;
import dev.janji.domain.contact.Channel;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Writes a template as a file of a lender's folder. Stateless. */
final class TemplateText {
    private TemplateText() {}

    /** @return empty when there is no text in any of the languages */
    static String of(String template, Map<Channel, ConfiguredTexts.Text> channels, List<String> languages) {
        StringBuilder text = new StringBuilder();
        channels.forEach((channel, own) -> {
            List<String> spoken =
                    languages.stream().filter(own.languages()::containsKey).toList();
            if (!spoken.isEmpty()) {
                text.append('\n').append(YamlValue.written(channel)).append(":\n");
                text.append("  variables: [")
                        .append(String.join(", ", own.variables()))
                        .append("]\n");
                spoken.forEach(language -> words(
                        text, language, Objects.requireNonNull(own.languages().get(language))));
            }
        });
        return text.isEmpty() ? "" : "template: " + template + "\n" + text;
    }

    private static void words(StringBuilder text, String language, ConfiguredTexts.Words words) {
        text.append("  ").append(language).append(":\n");
        if (!words.subject().isEmpty()) {
            text.append("    subject: ").append(quoted(words.subject())).append('\n');
        }
        String body = words.body().strip();
        if (body.indexOf('\n') < 0 || body.indexOf('\t') >= 0) {
            text.append("    body: ").append(quoted(body)).append('\n');
            return;
        }
        text.append("    body: |-\n");
        body.lines()
                .forEach(line -> text.append(line.isBlank() ? "" : "      " + line.stripTrailing())
                        .append('\n'));
    }

    private static String quoted(String text) {
        return '"'
                + text.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\t", "\\t")
                + '"';
    }
}
