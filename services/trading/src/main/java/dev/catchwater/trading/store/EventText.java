package dev.catchwater.trading.store;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import dev.catchwater.trading.Command;
import dev.catchwater.trading.Event;
import dev.catchwater.trading.order.OrderReport;

/** Events as texts: each record's fields and, beside them, its name. */
final class EventText {

    /** {@code time} is derived where a record does not have it. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
    @JsonIgnoreProperties(ignoreUnknown = true)
    private interface Named {}

    private static final ObjectMapper JSON = mapper();

    private EventText() {}

    static String write(Event event) {
        try {
            return JSON.writerFor(Event.class).writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event of ours does not become JSON", e);
        }
    }

    static Event read(String text) {
        try {
            return JSON.readValue(text, Event.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a journal line is no event", e);
        }
    }

    private static ObjectMapper mapper() {
        var mapper = JsonMapper.builder()
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
        for (var sealed : new Class<?>[] {Event.class, Command.class, OrderReport.class}) {
            mapper.addMixIn(sealed, Named.class);
            for (var record : sealed.getPermittedSubclasses()) {
                mapper.registerSubtypes(new NamedType(record, record.getSimpleName()));
            }
        }
        return mapper;
    }
}
