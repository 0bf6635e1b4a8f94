package dev.janji.orchestrator.http;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.HttpCharsets;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.StatusCode;

/**
 * A fault as RFC 9457 tells it.
 *
 * @param detail for people, without personal data
 */
record Problem(StatusCode status, String detail) {
    private static final ContentType.WithFixedCharset TYPE = MediaTypes.customWithFixedCharset(
                    "application", "problem+json", HttpCharsets.UTF_8, Map.of(), false)
            .toContentType();

    HttpResponse response(JsonMapper json) {
        return HttpResponse.create()
                .withStatus(status)
                .withEntity(HttpEntities.create(
                        TYPE,
                        json.createObjectNode()
                                .put("type", "about:blank")
                                .put("title", status.reason())
                                .put("status", status.intValue())
                                .put("detail", detail)
                                .toString()));
    }
}
