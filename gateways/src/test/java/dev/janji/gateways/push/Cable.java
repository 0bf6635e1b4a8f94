package dev.janji.gateways.push;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What is between us and a provider on this machine; it can be cut. */
final class Cable implements AutoCloseable {
    private final int target;
    private final int port;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private ServerSocket server;

    /** @param target port of the provider */
    Cable(int target) throws IOException {
        this.target = target;
        listen(0);
        this.port = server.getLocalPort();
    }

    int port() {
        return port;
    }

    private void listen(int where) throws IOException {
        ServerSocket next = new ServerSocket();
        next.setReuseAddress(true);
        next.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), where));
        server = next;
        daemon(() -> accept(next));
    }

    private void accept(ServerSocket from) {
        try {
            while (true) {
                Socket near = from.accept();
                Socket far = new Socket(InetAddress.getByName("127.0.0.1"), target);
                if (isPlugged(from, near, far)) {
                    daemon(() -> pump(near, far));
                    daemon(() -> pump(far, near));
                }
            }
        } catch (IOException e) {
            // It is cut for good, or away for a while.
        }
    }

    /** Who came while it was taken away is not connected. */
    private synchronized boolean isPlugged(ServerSocket from, Socket near, Socket far) throws IOException {
        if (from.isClosed()) {
            near.close();
            far.close();
            return false;
        }
        sockets.add(near);
        sockets.add(far);
        return true;
    }

    private static void pump(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            in.transferTo(out);
        } catch (IOException e) {
            // It is cut.
        }
    }

    /** Ends every connection; what is on its way is lost. */
    synchronized void cut() {
        for (Socket each : sockets) {
            try {
                each.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            sockets.remove(each);
        }
    }

    synchronized void setDown(boolean down) {
        try {
            if (down) {
                server.close();
                cut();
            } else {
                listen(port);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "cable");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        setDown(true);
    }
}
