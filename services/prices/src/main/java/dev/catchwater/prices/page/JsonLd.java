package dev.catchwater.prices.page;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/** Reads JSON-LD as shops write it: with comments, control characters, trailing commas, and HTML around it. */
final class JsonLd {

    private static final int MOST_ITEMS = 5_000;
    private static final int LONGEST = 2_000_000;
    private static final int DEEPEST = 60;
    private static final int MOST_ZEROS = 40;
    private static final ObjectMapper JSON = JsonMapper.builder(com.fasterxml.jackson.core.JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNumberLength(60)
                            .build())
                    .build())
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .enable(JsonReadFeature.ALLOW_MISSING_VALUES)
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
            .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
            .enable(JsonReadFeature.ALLOW_LEADING_ZEROS_FOR_NUMBERS)
            .enable(JsonReadFeature.ALLOW_LEADING_DECIMAL_POINT_FOR_NUMBERS)
            .enable(JsonParser.Feature.INCLUDE_SOURCE_IN_LOCATION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final Pattern WRAPPING = Pattern.compile(
            "^\\s*(?:<!--|//\\s*<!\\[CDATA\\[|/\\*\\s*<!\\[CDATA\\[\\s*\\*/|<!\\[CDATA\\[){1,4}|(?://\\s*)?(?:-->|]]>|/\\*\\s*]]>\\s*\\*/)\\s*$");

    private final Map<String, Item> byId = new HashMap<>();
    private final List<Item> top = new ArrayList<>();
    private int items;

    /** The things that a page's scripts describe, those within {@code @graph} included. */
    static List<Item> of(Document page) {
        JsonLd all = new JsonLd();
        for (Element script : page.select("script[type*=ld+json]")) {
            all.read(script.data());
        }
        return all.top;
    }

    private void read(String text) {
        if (text.length() > LONGEST) {
            return;
        }
        String bare =
                WRAPPING.matcher(text.replace('\u00A0', ' ')).replaceAll("").strip();
        tree(bare).or(() -> tree(Parser.unescapeEntities(bare, false))).ifPresent(this::top);
    }

    private static Optional<JsonNode> tree(String text) {
        try {
            return Optional.ofNullable(JSON.readTree(text));
        } catch (JsonProcessingException broken) {
            return Optional.empty();
        }
    }

    private void top(JsonNode node) {
        if (node.isArray()) {
            node.forEach(this::top);
        } else if (node.isObject()) {
            if (node.has("@graph")) {
                top(node.get("@graph"));
            }
            Item item = item(node);
            if (!item.types().isEmpty()) {
                top.add(item);
            }
            if (node.path("mainEntity").isObject()) {
                top(node.get("mainEntity"));
            }
        }
    }

    private Item item(JsonNode node) {
        Item item = new Item(Syntax.JSON_LD);
        items++;
        node.properties().forEach(property -> {
            switch (property.getKey()) {
                case "@type" -> texts(property.getValue()).forEach(item::type);
                case "@id" -> item.id(property.getValue().asText());
                case "@graph", "@context" -> {}
                default -> add(item, property.getKey(), property.getValue());
            }
        });
        return known(item);
    }

    // A thing may be described in one place and pointed to from others; what is said of it is put together.
    private Item known(Item item) {
        String id = item.id();
        if (id == null || id.isBlank()) {
            return item;
        }
        Item first = byId.putIfAbsent(id, item);
        if (first == null || first == item) {
            return item;
        }
        boolean pointer = item.types().isEmpty() && item.values().findAny().isEmpty();
        if (pointer) {
            return first;
        }
        if (first.types().isEmpty() && first.values().findAny().isEmpty()) {
            first.addAll(item);
            return first;
        }
        return item;
    }

    private void add(Item item, String name, JsonNode value) {
        if (items > MOST_ITEMS) {
            return;
        }
        if (value.isArray()) {
            value.forEach(one -> add(item, name, one));
        } else if (value.isObject()) {
            if (value.has("@value")) {
                add(item, name, value.get("@value"));
            } else {
                item.add(name, item(value));
            }
        } else if (value.isNumber()) {
            plain(value.decimalValue()).ifPresent(number -> item.add(name, number));
        } else if (!value.isNull() && !value.isMissingNode()) {
            item.add(name, Parser.unescapeEntities(value.asText(), false));
        }
    }

    // 1e999999999 has eleven letters, and a gigabyte of zeros when it is written out.
    private static Optional<String> plain(BigDecimal number) {
        return Math.abs((long) number.scale()) > MOST_ZEROS ? Optional.empty() : Optional.of(number.toPlainString());
    }

    private static List<String> texts(JsonNode node) {
        List<String> texts = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(one -> texts.add(one.asText()));
        } else {
            texts.add(node.asText());
        }
        return texts;
    }
}
