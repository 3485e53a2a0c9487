package dev.catchwater.trading.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;

/** What exchanges send, read with bounds; numbers stay the decimals that they are. */
public final class Json {

    private static final int LONGEST_NUMBER = 40;
    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(32)
                            .maxNumberLength(64)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private Json() {}

    /**
     * A text's tree.
     *
     * @throws JsonProcessingException if it is none, too deep, or has too long a number
     */
    public static JsonNode read(String text) throws JsonProcessingException {
        return JSON.readTree(text);
    }

    /**
     * The same of bytes.
     *
     * @throws JsonProcessingException if it is none, too deep, or has too long a number
     */
    public static JsonNode read(Buffer bytes) throws JsonProcessingException {
        try {
            return JSON.readTree(bytes.getBytes());
        } catch (JsonProcessingException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A number that may be written as a text; 0 if there is none.
     *
     * @throws IllegalArgumentException if it is longer than a number of an exchange is
     */
    public static BigDecimal decimal(JsonNode node, String field) {
        var value = node.path(field);
        if (value.isNumber()) {
            return written(value.decimalValue(), field);
        }
        var text = value.asText("0");
        if (text.length() > LONGEST_NUMBER) {
            throw new IllegalArgumentException(field + " is no number of an exchange");
        }
        return written(new BigDecimal(text), field);
    }

    // Sums with 1E+999999999 would take all the memory there is.
    private static BigDecimal written(BigDecimal number, String field) {
        if (Math.abs((long) number.scale()) > LONGEST_NUMBER) {
            throw new IllegalArgumentException(field + " is no number of an exchange");
        }
        return number;
    }
}
