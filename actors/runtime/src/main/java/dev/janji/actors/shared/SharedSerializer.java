package dev.janji.actors.shared;

import java.io.NotSerializableException;
import java.nio.charset.StandardCharsets;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.serialization.SerializerWithStringManifest;

/**
 * The two messages between nodes about shared values. A new form gets a new manifest, which is read one release before it is written.
 * Thread-safe.
 */
public final class SharedSerializer extends SerializerWithStringManifest {
    private static final int IDENTIFIER = 720_003;
    private static final String READ_ANEW = "shared.ReadAnew.1";
    private static final String HELD = "shared.Held.1";

    private final ActorRefResolver resolver;

    public SharedSerializer(ExtendedActorSystem system) {
        this.resolver = ActorRefResolver.get(Adapter.toTyped(system));
    }

    @Override
    public int identifier() {
        return IDENTIFIER;
    }

    @Override
    public String manifest(Object message) {
        if (message instanceof SharedKeeper.ReadAnew) {
            return READ_ANEW;
        }
        if (message instanceof SharedKeeper.Held) {
            return HELD;
        }
        throw new IllegalArgumentException("Expected a message about a shared value, but got " + message.getClass());
    }

    @Override
    public byte[] toBinary(Object message) {
        String text = message instanceof SharedKeeper.ReadAnew anew
                ? resolver.toSerializationFormat(anew.replyTo())
                : ((SharedKeeper.Held) message).node();
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Object fromBinary(byte[] bytes, String manifest) throws NotSerializableException {
        String text = new String(bytes, StandardCharsets.UTF_8);
        return switch (manifest) {
            case READ_ANEW -> new SharedKeeper.ReadAnew(resolver.resolveActorRef(text));
            case HELD -> new SharedKeeper.Held(text);
            default -> throw new NotSerializableException("Expected a manifest of this release, but got " + manifest);
        };
    }
}
