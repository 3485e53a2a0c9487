package dev.catchwater.weather.source.cap;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** An element of a message, whether it was written in XML or in JSON. */
final class Element {

    private final String name;
    private final List<Element> children = new ArrayList<>();
    private String text = "";

    Element(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    void add(Element child) {
        children.add(child);
    }

    void text(String text) {
        this.text = text.strip();
    }

    String text() {
        return text;
    }

    Stream<Element> all(String wanted) {
        return children.stream().filter(child -> child.name.equals(wanted));
    }

    /** The text of the first such child, if it has any. */
    Optional<String> first(String wanted) {
        return all(wanted).map(Element::text).filter(found -> !found.isEmpty()).findFirst();
    }
}
