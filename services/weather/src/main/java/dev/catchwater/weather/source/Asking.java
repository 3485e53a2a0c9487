package dev.catchwater.weather.source;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.weather.ProviderFailure;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Calls to one provider. Bodies are parsed by workers, never on an event loop. Failures are {@code ProviderException}s, with
 * the sentence that the provider gave, where it gave one. No text that is read of an answer repeats the request's keys.
 */
public final class Asking {

    private static final long MOST_BODY = 8L << 20;
    private static final ObjectMapper JSON = mapper();

    private final Function<Request, Uni<Response>> client;
    private final Executor workers;
    private final InstantSource clock;

    /** @param client a Fairlead client's {@code send} */
    public Asking(Function<Request, Uni<Response>> client, Executor workers, InstantSource clock) {
        this.client = client;
        this.workers = workers;
        this.clock = clock;
    }

    /** What was answered. */
    public record Told(int status, Headers headers, JsonNode json, Instant at) {}

    /** Asks for JSON. */
    public Uni<Told> json(Request request) {
        return bytes(request.withHeader("Accept", accept(request)))
                .map(raw -> new Told(raw.status, raw.headers, parse(raw.body, Secrets.of(request)), raw.at));
    }

    private static String accept(Request request) {
        return request.headers().first("Accept").orElse("application/json");
    }

    /** Asks for anything. */
    public Uni<Raw> bytes(Request request) {
        return Uni.createFrom()
                .deferred(() -> client.apply(request.withMaxBody(MOST_BODY)))
                .flatMap(response -> response.body()
                        .bytes()
                        .emitOn(workers)
                        .map(body -> checked(
                                new Raw(response.status(), response.headers(), body, clock.instant()),
                                Secrets.of(request))))
                .onFailure()
                .transform(thrown -> Failures.of(thrown, clock.instant()).asException());
    }

    /** What was answered, unread. */
    public record Raw(int status, Headers headers, Buffer body, Instant at) {}

    private static Raw checked(Raw raw, Secrets secrets) {
        if (raw.status / 100 != 2) {
            throw Failures.status(
                            raw.status, raw.headers, said(raw.body, secrets).orElse(null), raw.at)
                    .asException();
        }
        return raw;
    }

    /** The sentence of a failure: problem+json's detail, or what several providers call it. */
    private static Optional<String> said(Buffer body, Secrets secrets) {
        try {
            JsonNode json = read(body, secrets);
            for (String name : new String[] {"detail", "reason", "message", "error", "title"}) {
                if (json != null && json.path(name).isTextual()) {
                    return Optional.of(json.path(name).asText());
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * Reads JSON, bounded in depth and tokens.
     *
     * @throws dev.catchwater.weather.ProviderException if it is none
     */
    public static JsonNode parse(Buffer bytes) {
        return parse(bytes, new Secrets(List.of()));
    }

    private static JsonNode parse(Buffer bytes, Secrets secrets) {
        try {
            JsonNode json = read(bytes, secrets);
            if (json == null || json.isMissingNode()) {
                throw new ProviderFailure.Malformed("Its answer is empty.").asException();
            }
            return json;
        } catch (IOException e) {
            throw new ProviderFailure.Malformed("Its answer is no JSON.").asException();
        }
    }

    private static JsonNode read(Buffer bytes, Secrets secrets) throws IOException {
        return JSON.reader().with(new Texts.Nodes(secrets)).readTree(bytes.getBytes());
    }

    private static ObjectMapper mapper() {
        ObjectMapper mapper = new ObjectMapper();
        mapper.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(64)
                        .maxTokenCount(2_000_000)
                        .build());
        return mapper;
    }
}
