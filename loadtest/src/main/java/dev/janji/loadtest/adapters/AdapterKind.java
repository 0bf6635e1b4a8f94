package dev.janji.loadtest.adapters;

import java.io.IOException;
import java.nio.file.Path;

/** The adapters of messages that have a provider to compare before. */
enum AdapterKind {
    SMS("SMS", 50_000) {
        @Override
        Peer peer(Path folder, int underWay) {
            return new SmsPeer(underWay);
        }
    },
    EMAIL("E-mail", 10_000) {
        @Override
        Peer peer(Path folder, int underWay) throws IOException {
            return new EmailPeer(CONNECTIONS);
        }
    },
    WHATSAPP("WhatsApp", 20_000) {
        @Override
        Peer peer(Path folder, int underWay) throws IOException {
            return new WhatsAppPeer(underWay);
        }
    },
    FCM("FCM", 20_000) {
        @Override
        Peer peer(Path folder, int underWay) throws IOException {
            return new FcmPeer(underWay);
        }
    },
    APNS("APNs", 50_000) {
        @Override
        Peer peer(Path folder, int underWay) throws IOException, InterruptedException {
            return new ApnsPeer(folder, underWay);
        }
    };

    /** Of both, where each mail needs one of its own while it is written. */
    private static final int CONNECTIONS = 4;

    private final String title;
    private final int messages;

    AdapterKind(String title, int messages) {
        this.title = title;
        this.messages = messages;
    }

    String title() {
        return title;
    }

    /** Enough for some seconds. */
    int messages() {
        return messages;
    }

    /**
     * @param folder empty; for keys and certificates
     * @param underWay unanswered messages at once, of both
     */
    abstract Peer peer(Path folder, int underWay) throws IOException, InterruptedException;
}
