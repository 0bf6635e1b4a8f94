package dev.janji.actors.channel;

import com.ibm.icu.text.MessageFormat;
import com.ibm.icu.text.MessagePattern;
import com.ibm.icu.text.MessagePattern.ArgType;
import com.ibm.icu.text.MessagePattern.Part;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A text in the message format of ICU: {@code {placeholders}}, plurals and dates in the language's own form; read once. Values are put in as they are and
 * never read as text. An apostrophe quotes only right before a brace. Immutable; thread-safe.
 */
final class MessageText {
    /** A text with more ways through its plurals is refused, because nobody could read them all. */
    static final int MOST_VARIANTS = 64;

    /** Names in the message format know no hyphen. */
    private static final char HYPHEN_INSIDE = '_';

    /** Behind the name of an argument that the format itself writes; without it, it is said as everywhere. */
    private static final String FORMATTED = "__formatted";

    private final MessageFormat format;
    private final Set<MessageVariable> variables;
    private final Set<MessageVariable> formatted;
    private final List<String> variants;

    private MessageText(
            MessageFormat format,
            Set<MessageVariable> variables,
            Set<MessageVariable> formatted,
            List<String> variants) {
        this.format = format;
        this.variables = variables;
        this.formatted = formatted;
        this.variants = List.copyOf(variants);
    }

    /** @throws IllegalArgumentException when a brace has no partner, a placeholder is no variable, or is asked for in a form that it has not; the text names it */
    static MessageText parse(String text, Locale locale) {
        String named = withoutHyphens(text);
        MessagePattern pattern = pattern(named);
        Set<MessageVariable> variables = EnumSet.noneOf(MessageVariable.class);
        Set<MessageVariable> formatted = EnumSet.noneOf(MessageVariable.class);
        StringBuilder marked = new StringBuilder(named);
        for (int i = pattern.countParts() - 1; i >= 0; i--) {
            Part part = pattern.getPart(i);
            if (part.getType() != Part.Type.ARG_START) {
                continue;
            }
            MessageVariable variable = variable(pattern, pattern.getPart(i + 1));
            variables.add(variable);
            if (part.getArgType() != ArgType.NONE) {
                demandForm(pattern, i, variable);
                formatted.add(variable);
                marked.insert(pattern.getPart(i + 1).getLimit(), FORMATTED);
            }
        }
        try {
            return new MessageText(new MessageFormat(marked.toString(), locale), variables, formatted, variants(named));
        } catch (IllegalArgumentException e) {
            throw unreadable(e);
        }
    }

    private static String withoutHyphens(String text) {
        String named = text;
        for (MessageVariable each : MessageVariable.values()) {
            if (!nameOf(each).equals(each.key()) && text.contains("{" + nameOf(each))) {
                throw new IllegalArgumentException("Expected a known variable, but found {" + nameOf(each) + "}");
            }
            named = named.replaceAll("(?<=\\{)(\\s*)" + each.key() + "(?=\\s*[,}])", "$1" + nameOf(each));
        }
        return named;
    }

    private static String nameOf(MessageVariable variable) {
        return variable.key().replace('-', HYPHEN_INSIDE);
    }

    private static MessagePattern pattern(String text) {
        try {
            return new MessagePattern(MessagePattern.ApostropheMode.DOUBLE_OPTIONAL).parse(text);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw unreadable(e);
        }
    }

    private static IllegalArgumentException unreadable(RuntimeException e) {
        return new IllegalArgumentException(
                "Expected a '}' for every '{', known variables in them and an `other` in every plural, but: "
                        + e.getMessage(),
                e);
    }

    private static MessageVariable variable(MessagePattern pattern, Part name) {
        String found = pattern.getSubstring(name);
        return Optional.of(found.replace(HYPHEN_INSIDE, '-'))
                .flatMap(MessageVariable::of)
                .orElseThrow(
                        () -> new IllegalArgumentException("Expected a known variable, but found {" + found + "}"));
    }

    /** Of what is behind the name: nothing that the debtor would not understand. */
    private static void demandForm(MessagePattern pattern, int start, MessageVariable variable) {
        ArgType type = pattern.getPart(start).getArgType();
        boolean fits = switch (variable.kind()) {
            // The format would round money to what its tables say of the currency.
            case TEXT, MONEY -> false;
            case NUMBER ->
                type == ArgType.PLURAL || type == ArgType.SELECTORDINAL || isSimple(pattern, start, "number");
            case DATE -> isSimple(pattern, start, "date");
        };
        if (!fits) {
            throw new IllegalArgumentException("Expected {" + variable.key() + "} as it is"
                    + variable.kind().forms() + ", but found another form");
        }
    }

    private static boolean isSimple(MessagePattern pattern, int start, String type) {
        return pattern.getPart(start).getArgType() == ArgType.SIMPLE
                && pattern.getSubstring(pattern.getPart(start + 2)).equals(type);
    }

    /** @return the text by every way through its plurals, with a blank for each variable */
    private static List<String> variants(String text) {
        MessagePattern pattern = pattern(text);
        for (int i = 0; i < pattern.countParts(); i++) {
            Part part = pattern.getPart(i);
            if (part.getType() == Part.Type.ARG_START
                    && part.getArgType() != ArgType.NONE
                    && part.getArgType() != ArgType.SIMPLE) {
                return through(text, pattern, i);
            }
        }
        Map<String, Object> blanks = new HashMap<>();
        StringBuilder plain = new StringBuilder(text);
        for (int i = pattern.countParts() - 1; i >= 0; i--) {
            Part part = pattern.getPart(i);
            if (part.getType() == Part.Type.ARG_START) {
                Part name = pattern.getPart(i + 1);
                blanks.put(pattern.getSubstring(name), " ");
                plain.delete(
                        name.getLimit(),
                        pattern.getPart(pattern.getLimitPartIndex(i)).getIndex());
            }
        }
        String variant = new MessageFormat(plain.toString(), Locale.ROOT).format(blanks);
        if (variant.indexOf('{') >= 0 || variant.indexOf('}') >= 0) {
            throw new IllegalArgumentException("Expected a '{' for every '}', and none in quotes, but found one alone");
        }
        return List.of(variant);
    }

    private static List<String> through(String text, MessagePattern pattern, int start) {
        List<String> all = new ArrayList<>();
        int end = pattern.getLimitPartIndex(start);
        String before = text.substring(0, pattern.getPart(start).getIndex());
        String after = text.substring(pattern.getPart(end).getLimit());
        for (int i = start + 1; i < end; i++) {
            Part part = pattern.getPart(i);
            if (part.getType() == Part.Type.MSG_START) {
                int last = pattern.getLimitPartIndex(i);
                String branch =
                        text.substring(part.getLimit(), pattern.getPart(last).getIndex());
                all.addAll(variants(before + branch.replace("#", "1") + after));
                i = last;
            }
            if (all.size() > MOST_VARIANTS) {
                throw new IllegalArgumentException("Expected at most " + MOST_VARIANTS
                        + " ways through the plurals of a text, but there are more");
            }
        }
        return all;
    }

    Set<MessageVariable> variables() {
        return variables;
    }

    /** @return everything that the text can say but for its variables, for which a blank stands: one for each way through its plurals; never empty */
    List<String> variants() {
        return variants;
    }

    /**
     * @param spoken said as everywhere
     * @param raw what the format itself writes: a number, a date
     */
    String with(Function<MessageVariable, String> spoken, Function<MessageVariable, Object> raw) {
        Map<String, Object> values = new HashMap<>();
        variables.forEach(variable -> values.put(nameOf(variable), spoken.apply(variable)));
        formatted.forEach(variable -> values.put(nameOf(variable) + FORMATTED, raw.apply(variable)));
        // A format is for one thread at a time.
        MessageFormat own = format.clone();
        String text = own.format(values);
        return formatted.isEmpty() ? text : MessageValues.withoutHardSpaces(text);
    }
}
