package dev.janji.gateways.voice.asterisk;

import dev.janji.domain.id.AgentId;
import dev.janji.domain.id.CallId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What channels and bridges of ours are called at the Asterisk. A dialed call's channel is named by its attempt, so that a resend meets the
 * channel that is there, and so that after a loss a channel tells whose it is. All begin with our application's name: another server may use the same Asterisk. Immutable.
 */
final class ChannelNames {
    private static final String INBOUND = "ari~";
    /** Asterisk takes 149, of which a bridge and a recording need some more than the channel. */
    private static final int LONGEST = 130;

    private static final int LONGEST_CALL_ID = 128;

    private final String call;
    /** Of calls whose ids are too long for a channel: found by those who know the id. */
    private final String hashed;

    private final String line;
    private final String waiting;
    private final String snoop;
    private final String listening;

    /** @param app our application's name */
    ChannelNames(String app) {
        this.call = app + ".call.";
        this.hashed = app + ".hash.";
        this.line = app + ".line.";
        this.waiting = app + ".waiting.";
        this.snoop = app + ".snoop.";
        this.listening = app + ".listening.";
    }

    String of(CallId called) {
        String id = called.value();
        if (id.startsWith(INBOUND)) {
            return id.substring(INBOUND.length());
        }
        if (id.startsWith(hashed)) {
            return id;
        }
        StringBuilder name = new StringBuilder(call);
        for (byte b : id.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (isPlain(c)) {
                name.append(c);
            } else {
                name.append('_').append(HexFormat.of().withUpperCase().toHexDigits(b));
            }
        }
        return name.length() <= LONGEST ? name.toString() : hashed + sha256(id);
    }

    private static boolean isPlain(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '.' || c == '~' || c == '-';
    }

    /** @return the call that we dialed on this channel; empty when it is none of them */
    Optional<CallId> dialed(String channel) {
        if (channel.startsWith(hashed)) {
            return Optional.of(new CallId(channel));
        }
        if (!channel.startsWith(call)) {
            return Optional.empty();
        }
        byte[] bytes = new byte[channel.length()];
        int length = 0;
        try {
            for (int i = call.length(); i < channel.length(); i++) {
                if (channel.charAt(i) == '_') {
                    bytes[length++] = (byte) HexFormat.fromHexDigits(channel, i + 1, i + 3);
                    i += 2;
                } else {
                    bytes[length++] = (byte) channel.charAt(i);
                }
            }
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
        return length == 0 || length > LONGEST_CALL_ID
                ? Optional.empty()
                : Optional.of(new CallId(new String(bytes, 0, length, StandardCharsets.UTF_8)));
    }

    /** @return the call that came in on this channel; empty when its name is longer than a call's id may be */
    Optional<CallId> inbound(String channel) {
        return channel.isEmpty() || INBOUND.length() + channel.length() > LONGEST_CALL_ID
                ? Optional.empty()
                : Optional.of(new CallId(INBOUND + channel));
    }

    String line(AgentId agent) {
        return line + agent;
    }

    boolean isLine(String channel) {
        return channel.startsWith(line);
    }

    /** @param count of the line's, from 1 */
    String snoop(AgentId supervisor, int count) {
        return snoop + supervisor + "." + count;
    }

    boolean isSnoop(String channel) {
        return channel.startsWith(snoop);
    }

    /** Where an agent's line waits for calls. */
    String waiting(AgentId agent) {
        return waiting + agent;
    }

    /** Where a supervisor hears a snoop channel. */
    String listening(AgentId supervisor, int count) {
        return listening + supervisor + "." + count;
    }

    /** Where a call's channel meets an agent's line. */
    static String talking(String channel) {
        return "t." + channel;
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected every Java to know SHA-256, but this one does not", e);
        }
    }
}
