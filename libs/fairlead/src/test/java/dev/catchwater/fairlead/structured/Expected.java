package dev.catchwater.fairlead.structured;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The vectors' JSON form of structured data, as our types. */
final class Expected {
    private Expected() {}

    static Object field(String type, JsonNode json) {
        return switch (type) {
            case "item" -> item(json);
            case "list" -> {
                List<Member> members = new ArrayList<>();
                json.forEach(member -> members.add(member(member)));
                yield new StructuredList(members);
            }
            default -> {
                Map<String, Member> members = new LinkedHashMap<>();
                json.forEach(pair -> members.put(pair.get(0).asText(), member(pair.get(1))));
                yield new Dictionary(members);
            }
        };
    }

    private static Member member(JsonNode json) {
        if (!json.get(0).isArray()) {
            return item(json);
        }
        List<Item> items = new ArrayList<>();
        json.get(0).forEach(item -> items.add(item(item)));
        return new InnerList(items, parameters(json.get(1)));
    }

    private static Item item(JsonNode json) {
        return new Item(bareItem(json.get(0)), parameters(json.get(1)));
    }

    private static Parameters parameters(JsonNode json) {
        Map<String, BareItem> values = new LinkedHashMap<>();
        json.forEach(pair -> values.put(pair.get(0).asText(), bareItem(pair.get(1))));
        return new Parameters(values);
    }

    private static BareItem bareItem(JsonNode json) {
        if (json.isObject()) {
            JsonNode value = json.get("value");
            return switch (json.get("__type").asText()) {
                case "token" -> new BareItem.Token(value.asText());
                case "binary" -> new BareItem.ByteSequence(base32(value.asText()));
                case "date" -> new BareItem.Date(value.asLong());
                case "displaystring" -> new BareItem.DisplayString(value.asText());
                default -> throw new AssertionError(json);
            };
        }
        if (json.isTextual()) {
            return new BareItem.Text(json.asText());
        }
        if (json.isBoolean()) {
            return new BareItem.Bool(json.asBoolean());
        }
        return json.isIntegralNumber()
                ? new BareItem.Int(json.asLong())
                : new BareItem.Decimal(new BigDecimal(json.asText()));
    }

    private static byte[] base32(String text) {
        String digits = text.replace("=", "");
        byte[] bytes = new byte[digits.length() * 5 / 8];
        long bits = 0;
        int held = 0;
        int at = 0;
        for (char c : digits.toCharArray()) {
            bits = bits << 5 | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(c);
            held += 5;
            if (held >= 8) {
                held -= 8;
                bytes[at++] = (byte) (bits >> held);
            }
        }
        return bytes;
    }
}
