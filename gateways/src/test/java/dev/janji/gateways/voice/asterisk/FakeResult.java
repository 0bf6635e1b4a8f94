package dev.janji.gateways.voice.asterisk;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/** What {@link AriFake} answers. @param status 0 for a connection that is closed without an answer */
record FakeResult(int status, String body) {
    static final FakeResult DONE = new FakeResult(204, "");
    static final FakeResult NOT_FOUND = new FakeResult(404, "{\"message\":\"Not found\"}");
    static final FakeResult SILENCE = new FakeResult(0, "");
    /** The connection stays, and nothing comes. */
    static final FakeResult NEVER = new FakeResult(-1, "");

    private static final ObjectMapper JSON = new ObjectMapper();

    static FakeResult ok(Object body) throws IOException {
        return new FakeResult(200, JSON.writeValueAsString(body));
    }

    static FakeResult made(Object body) throws IOException {
        return new FakeResult(201, JSON.writeValueAsString(body));
    }
}
