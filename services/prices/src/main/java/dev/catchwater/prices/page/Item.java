package dev.catchwater.prices.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A thing with types and properties, as all three schema.org syntaxes say it. Names are compared in small letters: shops
 * write {@code lowprice} and {@code product}.
 */
final class Item {

    /** Names of names of names: further nobody writes. */
    private static final int DEEPEST = 4;

    private final Syntax syntax;
    private final List<String> types = new ArrayList<>();
    private final Map<String, List<Object>> properties = new LinkedHashMap<>();
    private @Nullable String id;

    Item(Syntax syntax) {
        this.syntax = syntax;
    }

    Syntax syntax() {
        return syntax;
    }

    void type(String name) {
        String bare = name.strip();
        bare = bare.substring(
                Math.max(Math.max(bare.lastIndexOf('/'), bare.lastIndexOf('#')), bare.lastIndexOf(':')) + 1);
        types.add(bare.toLowerCase(Locale.ROOT));
    }

    void id(@Nullable String value) {
        id = value;
    }

    @Nullable
    String id() {
        return id;
    }

    void add(String name, Object value) {
        properties.computeIfAbsent(bare(name), key -> new ArrayList<>()).add(value);
    }

    void addAll(Item other) {
        other.types.stream().filter(type -> !types.contains(type)).forEach(types::add);
        other.properties.forEach((name, values) ->
                properties.computeIfAbsent(name, key -> new ArrayList<>()).addAll(values));
    }

    private static String bare(String name) {
        String bare = name.substring(
                Math.max(Math.max(name.lastIndexOf('/'), name.lastIndexOf('#')), name.lastIndexOf(':')) + 1);
        return bare.toLowerCase(Locale.ROOT);
    }

    boolean is(String... names) {
        return Stream.of(names).anyMatch(types::contains);
    }

    boolean has(String name) {
        return properties.containsKey(name);
    }

    List<String> types() {
        return types;
    }

    /** The values of a property: texts and items. */
    List<Object> all(String name) {
        return properties.getOrDefault(name, List.of());
    }

    Stream<Item> items(String name) {
        return all(name).stream().filter(Item.class::isInstance).map(Item.class::cast);
    }

    Stream<Object> values() {
        return properties.values().stream().flatMap(List::stream);
    }

    /** The first text of the first of these properties that has one; of an item its name. */
    Optional<String> text(String... names) {
        return Stream.of(names).flatMap(name -> texts(name)).findFirst();
    }

    Stream<String> texts(String name) {
        return texts(name, DEEPEST);
    }

    // Things may name each other, or themselves.
    private Stream<String> texts(String name, int deep) {
        return all(name).stream()
                .flatMap(value -> value instanceof Item item
                        ? Stream.of("name", "value", "@id")
                                .flatMap(inner -> deep > 0 ? item.texts(inner, deep - 1) : Stream.of())
                                .limit(1)
                        : Stream.of((String) value))
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    @Override
    public String toString() {
        return types + " " + properties.keySet();
    }
}
