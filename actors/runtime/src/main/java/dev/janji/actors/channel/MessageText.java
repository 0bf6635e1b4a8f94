package dev.janji.actors.channel;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** A text with {@code {placeholders}}, cut into pieces once. Values are put in as they are and never read as text. Immutable. */
final class MessageText {
    /** What stands before a variable; the last piece has none. */
    private record Piece(String literal, Optional<MessageVariable> variable) {}

    private final List<Piece> pieces;
    private final Set<MessageVariable> variables;

    private MessageText(List<Piece> pieces) {
        this.pieces = List.copyOf(pieces);
        this.variables = EnumSet.noneOf(MessageVariable.class);
        pieces.forEach(piece -> piece.variable().ifPresent(variables::add));
    }

    /** @throws IllegalArgumentException when a brace has no partner or a placeholder is no variable; the text names it */
    static MessageText parse(String text) {
        List<Piece> pieces = new ArrayList<>();
        int from = 0;
        for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', from)) {
            int close = text.indexOf('}', open);
            if (close < 0) {
                throw new IllegalArgumentException("Expected a '}' for every '{', but one is missing");
            }
            String key = text.substring(open + 1, close);
            MessageVariable variable = MessageVariable.of(key)
                    .orElseThrow(
                            () -> new IllegalArgumentException("Expected a known variable, but found {" + key + "}"));
            pieces.add(new Piece(withoutBrace(text.substring(from, open)), Optional.of(variable)));
            from = close + 1;
        }
        pieces.add(new Piece(withoutBrace(text.substring(from)), Optional.empty()));
        return new MessageText(pieces);
    }

    private static String withoutBrace(String literal) {
        if (literal.indexOf('}') >= 0) {
            throw new IllegalArgumentException("Expected a '{' for every '}', but one is missing");
        }
        return literal;
    }

    Set<MessageVariable> variables() {
        return variables;
    }

    String with(Function<MessageVariable, String> values) {
        StringBuilder text = new StringBuilder();
        for (Piece piece : pieces) {
            text.append(piece.literal());
            piece.variable().ifPresent(variable -> text.append(values.apply(variable)));
        }
        return text.toString();
    }
}
