package dev.catchwater.fairlead.json;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.Next;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import io.smallrye.mutiny.Uni;
import java.util.function.Function;

/**
 * JSON calls whose answer's head stays at hand. What is no success fails with {@link HttpFailure.BadStatus}, and where the
 * answer says more by {@code application/problem+json}, {@link Problem#in} finds it in the failure.
 */
public final class JsonCalls {
    private static final String ACCEPTED = "application/json, application/problem+json;q=0.9";

    private final Next client;
    private final Json json;

    /**
     * Calls by a client.
     *
     * @param client sends the requests, e.g. {@code httpClient::send}
     */
    public JsonCalls(Next client, Json json) {
        this.client = client;
        this.json = json;
    }

    /** Sends the request and reads a 2xx answer. */
    public <T> Uni<Decoded<T>> send(Request request, Class<T> type) {
        return send(request, response -> json.read(response, type));
    }

    /** The same for generic types. */
    public <T> Uni<Decoded<T>> send(Request request, TypeReference<T> type) {
        return send(request, response -> json.read(response, type));
    }

    /** The request with this value as its JSON body. */
    public Request withJson(Request request, Object value) {
        return json.write(request, value);
    }

    private <T> Uni<Decoded<T>> send(Request request, Function<Response, Uni<T>> read) {
        Request accepting = request.headers().contains("Accept") ? request : request.withHeader("Accept", ACCEPTED);
        return client.proceed(accepting)
                .flatMap(response -> response.isSuccess()
                        ? read.apply(response).map(value -> Decoded.of(response, value))
                        : json.refuse(response));
    }
}
