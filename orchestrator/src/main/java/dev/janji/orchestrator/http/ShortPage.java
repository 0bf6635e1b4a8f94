package dev.janji.orchestrator.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCode;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/** A page of a title and a sentence for whoever came by a link of ours: in Indonesian, or in English where the browser prefers that. Stateless. */
final class ShortPage {
    private static final String STYLE =
            "body{font:1.1rem/1.6 sans-serif;max-width:34rem;margin:15vh auto;padding:0 1rem;text-align:center}"
                    + "button{font:inherit;padding:.6em 1.4em}";

    /** Nobody else keeps such a page, finds it or is told of it. */
    static final List<HttpHeader> HEADERS = List.of(
            RawHeader.create(
                    "Content-Security-Policy",
                    "default-src 'none'; style-src 'sha256-" + digest(STYLE)
                            + "'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"),
            RawHeader.create("X-Content-Type-Options", "nosniff"),
            RawHeader.create("X-Robots-Tag", "noindex"),
            RawHeader.create("Referrer-Policy", "no-referrer"),
            RawHeader.create("Vary", "Accept-Language"),
            RawHeader.create("Cache-Control", "no-store"));

    private ShortPage() {}

    /** What a page says, as HTML. */
    record Words(String indonesianTitle, String indonesian, String englishTitle, String english) {}

    /** What is on the button of a page that asks. */
    record Button(String indonesian, String english, String field, String value) {}

    static HttpResponse of(StatusCode status, Words words, HttpRequest request) {
        return response(status, words, isEnglish(request), "");
    }

    static HttpResponse asking(StatusCode status, Words words, Button button, HttpRequest request) {
        boolean english = isEnglish(request);
        return response(
                status,
                words,
                english,
                "<form method=\"post\"><input type=\"hidden\" name=\"" + button.field() + "\" value=\"" + button.value()
                        + "\"><button>" + (english ? button.english() : button.indonesian()) + "</button></form>\n");
    }

    private static boolean isEnglish(HttpRequest request) {
        return request.getHeader("Accept-Language")
                .map(header -> header.value().strip().toLowerCase(Locale.ROOT).startsWith("en"))
                .orElse(false);
    }

    private static HttpResponse response(StatusCode status, Words words, boolean english, String form) {
        String title = english ? words.englishTitle() : words.indonesianTitle();
        String html = "<!doctype html>\n<html lang=\"" + (english ? "en" : "id")
                + "\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">"
                + "<meta name=\"color-scheme\" content=\"light dark\"><title>" + title + "</title><style>" + STYLE
                + "</style></head>\n<body><main><h1>" + title + "</h1>\n<p>"
                + (english ? words.english() : words.indonesian()) + "</p>\n" + form + "</main></body></html>\n";
        return HttpResponse.create().withStatus(status).withEntity(ContentTypes.TEXT_HTML_UTF8, html);
    }

    private static String digest(String style) {
        try {
            return Base64.getEncoder()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected every Java to have SHA-256, but this one has not", e);
        }
    }
}
