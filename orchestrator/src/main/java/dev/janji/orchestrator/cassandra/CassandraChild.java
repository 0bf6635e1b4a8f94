package dev.janji.orchestrator.cassandra;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * The main class of the child JVM: follows its server, and ends when no server wants it for the time of grace. Uses the JDK
 * only; Cassandra itself is found by name.
 */
public final class CassandraChild implements Runnable {

    static final String FOLDER_PROPERTY = "janji.cassandra.folder";
    static final String FORM_PROPERTY = "janji.cassandra.form";
    static final String GRACE_PROPERTY = "janji.cassandra.grace-millis";

    private static final String DAEMON = "org.apache.cassandra.service.CassandraDaemon";
    private static final long LOOK_EVERY_NANOS = Duration.ofMillis(250).toNanos();
    private static final long END_WITHIN_NANOS = Duration.ofSeconds(20).toNanos();

    private final ChildFiles files;
    private final String marker;
    private final String form;
    private final long graceNanos;

    private CassandraChild() {
        files = new ChildFiles(Path.of(property(FOLDER_PROPERTY)));
        marker = property(ChildFiles.MARKER_PROPERTY);
        form = property(FORM_PROPERTY);
        graceNanos = Duration.ofMillis(Long.parseLong(property(GRACE_PROPERTY))).toNanos();
    }

    public static void main(String[] arguments) throws ReflectiveOperationException {
        ignoreInterrupts();
        CassandraChild child = new CassandraChild();
        Thread watch = new Thread(child, "janji-server-watch");
        watch.setDaemon(true);
        watch.start();
        try {
            Class.forName(DAEMON).getMethod("main", String[].class).invoke(null, (Object) arguments);
        } catch (InvocationTargetException e) {
            System.err.println("Expected Cassandra to run, but it failed: " + e.getCause());
            Runtime.getRuntime().exit(3);
        }
    }

    /** Follows the server that the folder names; when it is gone, waits for the next one or ends. */
    @Override
    public void run() {
        ProcessIdentity followed = files.readServer().orElse(new ProcessIdentity(0, 0));
        follow(followed);
        long lastSeen = System.nanoTime();
        while (true) {
            ProcessIdentity server = files.readServer().orElse(followed);
            if (server.alive().isPresent()) {
                lastSeen = System.nanoTime();
                if (!server.equals(followed)) {
                    followed = server;
                    follow(server);
                }
            } else if (System.nanoTime() - lastSeen > graceNanos) {
                // Judged only by a look of its own: while this process stands still, time passes and the server may
                // well live.
                break;
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
        System.out.println("Expected the server to be there, but it is gone; ending [server=" + followed.pid() + "]");
        end();
    }

    private void follow(ProcessIdentity server) {
        files.writeChild(new ChildFiles.Child(ProcessIdentity.current(), marker, form, server));
    }

    private static void end() {
        Thread last = new Thread(
                () -> {
                    long began = System.nanoTime();
                    while (System.nanoTime() - began < END_WITHIN_NANOS) {
                        LockSupport.parkNanos(END_WITHIN_NANOS / 10);
                    }
                    Runtime.getRuntime().halt(4);
                },
                "janji-last-resort");
        last.setDaemon(true);
        last.start();
        Runtime.getRuntime().exit(0);
    }

    /**
     * An interrupt from the keyboard goes to every process of the terminal. The server answers it, and ends this child when it
     * has drained. The signal classes are no part of the standard API, hence by name; without them nothing is lost but that.
     */
    private static void ignoreInterrupts() {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object nothing = Proxy.newProxyInstance(
                    CassandraChild.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, values) -> null);
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance("INT"), nothing);
        } catch (ReflectiveOperationException e) {
            System.out.println("Expected to leave interrupts to the server, but cannot: " + e);
        }
    }

    private static String property(String name) {
        String value = System.getProperty(name);
        if (value == null) {
            throw new IllegalStateException("Expected the property " + name + ", but it is not set");
        }
        return value;
    }
}
