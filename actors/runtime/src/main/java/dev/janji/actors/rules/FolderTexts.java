package dev.janji.actors.rules;

import dev.janji.actors.channel.ConfiguredTexts;
import dev.janji.actors.channel.MessageTemplates;
import dev.janji.actors.channel.MessageVariable;
import dev.janji.actors.channel.TextDemands;
import dev.janji.domain.contact.Channel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The texts of a lender's folder: its own templates, and those of the installation that its strategies name. What a template means is in
 * {@code docs/lenders.md}. For one folder; not thread-safe.
 */
final class FolderTexts {
    private final LenderFiles files;
    private final ConfiguredTexts installation;
    private final List<String> languages;
    private final boolean linked;
    private final BiConsumer<String, String> taken;
    private final MessageTemplates.Draft draft;
    private final Map<String, Set<Channel>> known = new HashMap<>();
    /** Refused already; that a strategy names it is no second problem. */
    private final Map<String, RuleFileRefused> broken = new HashMap<>();

    private final List<String> warnings = new ArrayList<>();

    /**
     * @param languages that the lender speaks, the first for those that a text does not have
     * @param linked whether the lender has a payment link
     * @param taken is told path and text of a template that the folder does not have
     */
    FolderTexts(
            LenderFiles files,
            ConfiguredTexts installation,
            TextDemands demands,
            List<String> languages,
            boolean linked,
            BiConsumer<String, String> taken) {
        this.files = files;
        this.installation = installation;
        this.languages = List.copyOf(languages);
        this.linked = linked;
        this.taken = taken;
        this.draft = new MessageTemplates.Draft(demands, languages.get(0));
    }

    /** Reads the lender's own. @param refused is told of each that can't be used */
    void readAll(Consumer<RuleFileRefused> refused) {
        for (String name : files.names(LenderFiles.TEMPLATES)) {
            String path = path(name);
            try {
                read(name, path, files.texts().getOrDefault(path, ""));
            } catch (RuleFileRefused e) {
                broken.put(name, e);
                refused.accept(e);
            }
        }
    }

    /** Whether there is a text, for the reader of a strategy. */
    boolean has(String template, Channel channel) {
        if (broken.containsKey(template)) {
            return true;
        }
        if (!known.containsKey(template)) {
            String text = TemplateText.of(template, installation.find(template, linked), languages);
            if (text.isEmpty()) {
                return false;
            }
            taken.accept(path(template), text);
            read(template, path(template), text);
        }
        return known.getOrDefault(template, Set.of()).contains(channel);
    }

    MessageTemplates finished() {
        return draft.finished();
    }

    List<String> warnings() {
        return warnings;
    }

    private static String path(String name) {
        return LenderFiles.TEMPLATES + name + ".yaml";
    }

    private void read(String name, String path, String text) {
        YamlValue root = YamlValue.parse(path, text);
        YamlValue named = root.get("template");
        if (!named.text().equals(name)) {
            throw named.refused("expected the name of the file, `" + name + "`, but found `" + named.text() + "`");
        }
        Set<Channel> channels = EnumSet.noneOf(Channel.class);
        for (Map.Entry<String, YamlValue> member : root.members().entrySet()) {
            if (!member.getKey().equals("template") && !member.getKey().equals("about")) {
                Channel channel = channel(member.getKey(), member.getValue());
                channel(name, channel, member.getValue());
                channels.add(channel);
            }
        }
        if (channels.isEmpty()) {
            throw root.refused("expected a text for a channel such as sms or email, but there is none");
        }
        known.put(name, channels);
    }

    private static Channel channel(String written, YamlValue at) {
        for (Channel channel : Channel.values()) {
            if (YamlValue.written(channel).equals(written)) {
                return channel;
            }
        }
        throw at.refused("expected `template`, `about` or one of "
                + Arrays.stream(Channel.values()).map(YamlValue::written).collect(Collectors.joining(", "))
                + ", but found `" + written + "`");
    }

    private void channel(String template, Channel channel, YamlValue written) {
        Set<MessageVariable> declared = EnumSet.noneOf(MessageVariable.class);
        for (YamlValue each : written.get("variables").list()) {
            declared.add(MessageVariable.of(each.text())
                    .orElseThrow(() -> each.refused("expected one of "
                            + Arrays.stream(MessageVariable.values())
                                    .map(MessageVariable::key)
                                    .collect(Collectors.joining(", "))
                            + ", but found `" + each.text() + "`")));
        }
        if (declared.contains(MessageVariable.PAYMENT_LINK) && !linked) {
            throw written.refused("expected a `payment-link` in " + LenderFiles.LENDER
                    + ", which says where to pay, because this text speaks of {payment-link}, but it is missing");
        }
        for (Map.Entry<String, YamlValue> member : written.members().entrySet()) {
            String language = member.getKey();
            YamlValue words = member.getValue();
            if (language.equals("variables")) {
                continue;
            }
            if (!languages.contains(language)) {
                throw words.refused("expected `variables` or one of the lender's languages, "
                        + String.join(", ", languages) + ", but found `" + language + "`");
            }
            words.only("subject", "body");
            YamlValue subject = words.find("subject");
            try {
                draft.add(
                        template,
                        channel,
                        language,
                        declared,
                        subject == null ? "" : subject.text(),
                        words.get("body").text());
            } catch (IllegalArgumentException e) {
                throw words.refused(String.valueOf(e.getMessage()));
            }
        }
        for (String language : languages) {
            if (written.find(language) == null) {
                if (language.equals(languages.get(0))) {
                    throw written.refused("expected a text in `" + language
                            + "`, which speaks for every language that a text does not have, but there is none");
                }
                warnings.add(written.warning(
                        "no text in `" + language + "`; its debtors get the one in `" + languages.get(0) + "`"));
            }
        }
    }
}
