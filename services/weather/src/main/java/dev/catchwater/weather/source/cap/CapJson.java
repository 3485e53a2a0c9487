package dev.catchwater.weather.source.cap;

import com.fasterxml.jackson.databind.JsonNode;
import dev.catchwater.weather.ProviderFailure;
import dev.catchwater.weather.alert.Message;

/** Reads CAP messages that were written as JSON: each element a member, repeated ones an array (MeteoAlarm). */
public final class CapJson {

    private static final int MOST_DEPTH = 32;

    private CapJson() {}

    /**
     * The message.
     *
     * @param alert what XML would have in its {@code alert} element
     * @throws dev.catchwater.weather.ProviderException if it has no identifier, sender, time, status, type or scope
     */
    public static Message read(JsonNode alert, String via) {
        return CapMessage.of(element("alert", alert, 0), via);
    }

    private static Element element(String name, JsonNode node, int depth) {
        if (depth > MOST_DEPTH) {
            throw new ProviderFailure.Malformed("A warning is nested too deep.").asException();
        }
        Element element = new Element(name);
        if (node.isValueNode()) {
            element.text(node.isNull() ? "" : node.asText());
        }
        node.propertyStream().forEach(member -> {
            JsonNode value = member.getValue();
            if (value.isArray()) {
                value.forEach(item -> element.add(element(member.getKey(), item, depth + 1)));
            } else {
                element.add(element(member.getKey(), value, depth + 1));
            }
        });
        return element;
    }
}
