package dev.catchwater.fairlead.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;

/**
 * Encodes and decodes JSON bodies with Jackson. Unknown properties are ignored, times are ISO 8601, and nesting,
 * numbers and strings are bounded by {@link StreamReadConstraints}. The size of a body is bounded by the client.
 */
public final class Json {
    private static final int MAX_DEPTH = 256;

    private final ObjectMapper mapper;

    public Json(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /** A codec with this library's settings. */
    public static Json standard() {
        JsonMapper mapper = JsonMapper.builder()
                .addModule(new JavaTimeModule())
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .build();
        mapper.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .build());
        return new Json(mapper);
    }

    /** The request with this value as its body. */
    public Request write(Request request, Object value) {
        try {
            return request.withBody("application/json", Buffer.buffer(mapper.writeValueAsBytes(value)));
        } catch (JsonProcessingException e) {
            throw new HttpFailure.InvalidRequest("a " + value.getClass().getSimpleName() + " cannot be written as JSON")
                    .asException(e);
        }
    }

    /**
     * Reads a 2xx answer as a value; the response itself stays at hand for whoever needs its headers.
     *
     * <p>Fails with {@link HttpFailure.BadStatus} or {@link HttpFailure.BadBody}.
     */
    public <T> Uni<T> read(Response response, Class<T> type) {
        return read(response, mapper.constructType(type));
    }

    /** The same for generic types, e.g. lists. */
    public <T> Uni<T> read(Response response, TypeReference<T> type) {
        return read(response, mapper.constructType(type));
    }

    /** Fails with the answer's status, and with the problem it tells of, if it tells of one that is not too long. */
    <T> Uni<T> refuse(Response response) {
        HttpFailure status = new HttpFailure.BadStatus(response.status(), response.headers());
        if (!Problem.isTold(response.headers())) {
            return response.body()
                    .discard()
                    .onItemOrFailure()
                    .transformToUni((done, failure) -> Uni.createFrom().failure(status.asException()));
        }
        return problem(response)
                .onItemOrFailure()
                .transformToUni((problem, unreadable) -> Uni.createFrom()
                        .failure(
                                problem == null
                                        ? status.asException()
                                        : status.asException(new Problem.Told(problem))));
    }

    private Uni<Problem> problem(Response response) {
        return response.body().stream()
                .onItem()
                .scan(Buffer::buffer, Buffer::appendBuffer)
                .onItem()
                .invoke(sofar -> {
                    if (sofar.length() > Problem.MAX_BYTES) {
                        throw new HttpFailure.TooLarge("the problem", Problem.MAX_BYTES).asException();
                    }
                })
                .collect()
                .last()
                .map(bytes -> Problem.of(parse(bytes, mapper.constructType(ObjectNode.class))));
    }

    private <T> Uni<T> read(Response response, JavaType type) {
        return response.requireSuccess().flatMap(good -> good.body().bytes()).map(bytes -> parse(bytes, type));
    }

    @SuppressWarnings("TypeParameterUnusedInFormals") // the public methods tie it to the type
    private <T> T parse(Buffer bytes, JavaType type) {
        try {
            T value = mapper.readValue(bytes.getBytes(), type);
            if (value == null) {
                throw new HttpFailure.BadBody("it is the JSON null").asException();
            }
            return value;
        } catch (JsonProcessingException e) {
            // Only the place, and without the cause: its message quotes the content.
            throw new HttpFailure.BadBody("not the expected JSON at line "
                            + (e.getLocation() == null ? 0 : e.getLocation().getLineNr()))
                    .asException();
        } catch (IOException e) {
            throw new HttpFailure.BadBody("not readable as JSON").asException();
        }
    }
}
