package dev.janji.orchestrator.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpCharsets;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.Uri;
import org.apache.pekko.http.javadsl.model.headers.EntityTag;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.PathMatchers;
import org.apache.pekko.http.javadsl.server.Route;

/**
 * The console of agents and supervisors under {@code /desk/}: files of the class path, read once. They hold nothing of a debtor, so they are
 * served to everybody who reaches the port; what a person may see comes over the WebSocket, behind the sign-in. Thread-safe.
 */
public final class DeskPages extends AllDirectives {
    private static final String FOLDER = "/dev/janji/orchestrator/desk/";
    private static final String PREACT = "org.webjars.npm/preact";
    /** Names that a page can have: no dot in front, no way out of the folder. */
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]+(?:/[a-z0-9-]+)*(?:\\.[a-z0-9]+)?");

    private static final Map<String, ContentType> TYPES = Map.of(
            "html", ContentTypes.TEXT_HTML_UTF8,
            "js", MediaTypes.APPLICATION_JAVASCRIPT.toContentType(HttpCharsets.UTF_8),
            "css", MediaTypes.TEXT_CSS.toContentType(HttpCharsets.UTF_8),
            "txt", ContentTypes.TEXT_PLAIN_UTF8,
            "svg", MediaTypes.IMAGE_SVG_XML.toContentType());
    /** They stand at every answer, also "not modified", whose headers replace those that a browser had kept. */
    private static final List<HttpHeader> HEADERS = List.of(
            RawHeader.create(
                    "Content-Security-Policy",
                    "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"),
            RawHeader.create("X-Content-Type-Options", "nosniff"),
            RawHeader.create("Referrer-Policy", "no-referrer"),
            RawHeader.create("Cache-Control", "no-cache"));

    private final Map<String, Optional<Page>> pages = new ConcurrentHashMap<>();
    private final String preact = "/META-INF/resources/webjars/preact/" + versionOfPreact() + "/";

    private record Page(byte[] bytes, ContentType type, EntityTag tag) {}

    /** What is no page is left to the routes behind this one, and is not found in the end. */
    public Route route() {
        return concat(
                path("desk", () -> get(() -> redirect(Uri.create("/desk/"), StatusCodes.PERMANENT_REDIRECT))),
                pathPrefix(
                        "desk",
                        () -> get(() -> concat(
                                pathSingleSlash(() -> page("index.html")),
                                path(PathMatchers.segments(), segments -> page(String.join("/", segments)))))));
    }

    private Route page(String name) {
        Optional<Page> found =
                NAME.matcher(name).matches() ? pages.computeIfAbsent(name, this::read) : Optional.empty();
        return found.map(page -> respondWithDefaultHeaders(
                        HEADERS,
                        () -> conditional(
                                page.tag(),
                                () -> complete(HttpResponse.create()
                                        .withEntity(HttpEntities.create(page.type(), page.bytes()))))))
                .orElseGet(this::reject);
    }

    private Optional<Page> read(String name) {
        ContentType type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (type == null) {
            return Optional.empty();
        }
        String resource = switch (name) {
            case "lib/preact.js" -> preact + "dist/preact.module.js";
            case "lib/preact.txt" -> preact + "LICENSE";
            default -> FOLDER + name;
        };
        try (InputStream in = DeskPages.class.getResourceAsStream(resource)) {
            if (in == null) {
                return Optional.empty();
            }
            byte[] bytes = in.readAllBytes();
            return Optional.of(new Page(bytes, type, EntityTag.create(digest(bytes), false)));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Expected to read a page of the console, but could not [page=" + name + "]", e);
        }
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected every Java to have SHA-256, but this one has not", e);
        }
    }

    private static String versionOfPreact() {
        Properties properties = new Properties();
        try (InputStream in = DeskPages.class.getResourceAsStream("/META-INF/maven/" + PREACT + "/pom.properties")) {
            if (in == null) {
                throw new IllegalStateException("Expected Preact on the class path, but it is missing");
            }
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to read which Preact is on the class path, but could not", e);
        }
        return properties.getProperty("version", "");
    }
}
