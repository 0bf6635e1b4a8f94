package dev.janji.actors.wakeup;

import dev.janji.domain.id.DebtorKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.time.Instant;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.serialization.SerializerWithStringManifest;

/**
 * The messages of the wake-up index between nodes, four small ones. A new form gets a new manifest, which is read one release
 * before it is written. Thread-safe.
 */
public final class WakeUpSerializer extends SerializerWithStringManifest {

    private static final int IDENTIFIER = 720_002;
    private static final String REGISTER = "wake-up.Register.1";
    private static final String REGISTERED = "wake-up.Registered.1";
    private static final String KEEP_ALIVE = "wake-up.KeepAlive.1";
    private static final String WORKING = "wake-up.Working.1";

    private final ActorRefResolver resolver;

    public WakeUpSerializer(ExtendedActorSystem system) {
        this.resolver = ActorRefResolver.get(Adapter.toTyped(system));
    }

    @Override
    public int identifier() {
        return IDENTIFIER;
    }

    @Override
    public String manifest(Object message) {
        if (message instanceof WakeUpSlice.Register) {
            return REGISTER;
        }
        if (message instanceof WakeUpSlice.Registered) {
            return REGISTERED;
        }
        if (message instanceof WakeUpSlice.KeepAlive) {
            return KEEP_ALIVE;
        }
        if (message instanceof WakeUpSlice.Working) {
            return WORKING;
        }
        throw new IllegalArgumentException("Expected a message of the wake-up index, but got " + message.getClass());
    }

    @Override
    public byte[] toBinary(Object message) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            if (message instanceof WakeUpSlice.Register register) {
                write(out, register.debtor(), register.due());
                out.writeUTF(resolver.toSerializationFormat(register.replyTo()));
            } else if (message instanceof WakeUpSlice.Registered registered) {
                write(out, registered.debtor(), registered.due());
            } else if (message instanceof WakeUpSlice.KeepAlive keepAlive) {
                out.writeInt(keepAlive.slice());
                out.writeUTF(resolver.toSerializationFormat(keepAlive.replyTo()));
            } else if (message instanceof WakeUpSlice.Working working) {
                out.writeInt(working.slice());
            }
        } catch (IOException e) {
            throw new IllegalStateException("Expected to write into memory, but it failed", e);
        }
        return bytes.toByteArray();
    }

    @Override
    public Object fromBinary(byte[] bytes, String manifest) throws NotSerializableException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            return switch (manifest) {
                case REGISTER -> new WakeUpSlice.Register(readDebtor(in), readInstant(in), readRef(in));
                case REGISTERED -> new WakeUpSlice.Registered(readDebtor(in), readInstant(in));
                case KEEP_ALIVE -> new WakeUpSlice.KeepAlive(in.readInt(), readRef(in));
                case WORKING -> new WakeUpSlice.Working(in.readInt());
                default ->
                    throw new NotSerializableException("Expected a manifest of this release, but got " + manifest);
            };
        } catch (NotSerializableException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new NotSerializableException(
                    "Expected " + manifest + ", but its bytes are damaged: " + e.getMessage());
        }
    }

    private static void write(DataOutputStream out, DebtorKey debtor, Instant due) throws IOException {
        out.writeUTF(debtor.entityId());
        out.writeLong(due.getEpochSecond());
        out.writeInt(due.getNano());
    }

    private static DebtorKey readDebtor(DataInputStream in) throws IOException {
        return DebtorKey.parse(in.readUTF());
    }

    private static Instant readInstant(DataInputStream in) throws IOException {
        return Instant.ofEpochSecond(in.readLong(), in.readInt());
    }

    private <T> ActorRef<T> readRef(DataInputStream in) throws IOException {
        return resolver.resolveActorRef(in.readUTF());
    }
}
