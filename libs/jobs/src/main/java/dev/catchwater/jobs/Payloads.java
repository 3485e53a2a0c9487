package dev.catchwater.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Payloads as JSON, bounded. Never Java serialization: a row that somebody planted must not run code. */
final class Payloads implements Serializer {
    static final int MOST_BYTES = 256 * 1024;

    // Unknown members are passed over: during an upgrade the old version reads what the new one wrote.
    private final ObjectMapper json = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    String write(Object payload) {
        try {
            String text = json.writeValueAsString(payload);
            if (text.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
                throw new IllegalArgumentException("A payload is at most " + MOST_BYTES + " bytes of JSON.");
            }
            return text;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "Jackson cannot write a " + payload.getClass().getName() + ".", e);
        }
    }

    @Override
    public byte[] serialize(@Nullable Object data) {
        return data == null ? new byte[0] : write(data).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public <T> T deserialize(Class<T> type, byte[] data) {
        try {
            return json.readValue(data, type);
        } catch (IOException e) {
            throw new UncheckedIOException("The payload is no " + type.getSimpleName() + ".", e);
        }
    }
}
