package dev.janji.loadtest.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the demo's server listens, all on this machine. Immutable.
 *
 * @param store native protocol of the embedded store
 */
public record Ports(int grpc, int http, int management, int metrics, int store) {
    private static final int[] USUAL = {9090, 8080, 7626, 9095, 9042};
    private static final int STORE = 9042;

    /** The store between its nodes; taken together with its usual port only. */
    private static final int STORAGE = 7000;

    /** The usual port where it is free, else another one. */
    public static Ports usual() {
        return choose(true);
    }

    /** Ports that nobody uses, for runs beside each other. */
    public static Ports free() {
        return choose(false);
    }

    private static Ports choose(boolean usual) {
        int[] chosen = new int[USUAL.length];
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (int i = 0; i < USUAL.length; i++) {
                boolean take = usual && isFree(USUAL[i]) && (USUAL[i] != STORE || isFree(STORAGE));
                ServerSocket socket = bind(take ? USUAL[i] : 0);
                held.add(socket);
                chosen[i] = socket.getLocalPort();
            }
            for (ServerSocket socket : held) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Expected free ports on this machine, but found none", e);
        }
        return new Ports(chosen[0], chosen[1], chosen[2], chosen[3], chosen[4]);
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = bind(port)) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private static ServerSocket bind(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.setReuseAddress(true);
        try {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            socket.close();
            throw e;
        }
        return socket;
    }
}
