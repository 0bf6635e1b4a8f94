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
 * @param storage between nodes of the store
 * @param remoting between nodes of the house
 */
public record Ports(int grpc, int http, int management, int metrics, int store, int storage, int remoting) {
    private static final Ports USUAL = new Ports(9090, 8080, 7626, 9095, 9042, 7000, 25520);

    /** The usual port where it is free, else another one. */
    public static Ports usual() {
        return choose(true);
    }

    /** Ports that nobody uses, for runs beside each other. */
    public static Ports free() {
        return choose(false);
    }

    private static Ports choose(boolean usual) {
        int[] wanted = {
            USUAL.grpc, USUAL.http, USUAL.management, USUAL.metrics, USUAL.store, USUAL.storage, USUAL.remoting
        };
        int[] chosen = new int[wanted.length];
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (int i = 0; i < wanted.length; i++) {
                ServerSocket socket = usual && isFree(wanted[i]) ? bind(wanted[i]) : bind(0);
                held.add(socket);
                chosen[i] = socket.getLocalPort();
            }
            for (ServerSocket socket : held) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Expected free ports on this machine, but found none", e);
        }
        return new Ports(chosen[0], chosen[1], chosen[2], chosen[3], chosen[4], chosen[5], chosen[6]);
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
