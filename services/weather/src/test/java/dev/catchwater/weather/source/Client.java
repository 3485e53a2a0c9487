package dev.catchwater.weather.source;

import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.ResponseBody;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A client that answers from a table, by the beginning of the path and query, and keeps what was asked. */
public final class Client {

    private final Map<String, Scripted> answers = new LinkedHashMap<>();
    private final List<Request> asked = new ArrayList<>();

    private record Scripted(int status, Headers headers, String body) {}

    /** Answers what begins so; the first that fits counts. */
    public Client on(String path, int status, String body, String... headers) {
        Headers all = Headers.of(headers);
        answers.put(path, new Scripted(status, all, body));
        return this;
    }

    public List<Request> asked() {
        return asked;
    }

    public Asking asking() {
        return new Asking(this::send, Runnable::run, () -> Recorded.AT);
    }

    private Uni<Response> send(Request request) {
        asked.add(request);
        String query =
                request.uri().getRawQuery() == null ? "" : "?" + request.uri().getRawQuery();
        String target = request.uri().getRawPath() + query;
        return answers.entrySet().stream()
                .filter(entry -> target.startsWith(entry.getKey()))
                .findFirst()
                .map(entry -> Uni.createFrom().item(response(request, entry.getValue())))
                .orElseThrow(() -> new AssertionError("nothing answers " + target));
    }

    private static Response response(Request request, Scripted scripted) {
        var body = ResponseBody.of(Multi.createFrom().item(Buffer.buffer(scripted.body)), () -> {});
        return new Response(request, scripted.status, scripted.headers, body);
    }
}
