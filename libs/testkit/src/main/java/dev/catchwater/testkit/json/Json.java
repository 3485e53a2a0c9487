package dev.catchwater.testkit.json;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A JSON value (RFC 8259); {@code toString} is its shortest text. */
public sealed interface Json {
    /** Members in the order in which they came; of two with one name the latter counts. */
    record Members(Map<String, Json> members) implements Json {
        @Override
        public String toString() {
            return members.entrySet().stream()
                    .map(member -> new Text(member.getKey()) + ":" + member.getValue())
                    .collect(Collectors.joining(",", "{", "}"));
        }
    }

    record Items(List<Json> items) implements Json {
        @Override
        public String toString() {
            return items.stream().map(Json::toString).collect(Collectors.joining(",", "[", "]"));
        }
    }

    record Text(String text) implements Json {
        @Override
        public String toString() {
            return '"'
                    + text.replace("\\", "\\\\")
                            .replace("\"", "\\\"")
                            .replace("\n", "\\n")
                            .replace("\r", "\\r")
                    + '"';
        }
    }

    /** A number, compared by value: 1.0 is 1. */
    record Numeral(BigDecimal value) implements Json {
        @Override
        public boolean equals(Object other) {
            return other instanceof Numeral(BigDecimal others) && value.compareTo(others) == 0;
        }

        @Override
        public int hashCode() {
            return Double.hashCode(value.doubleValue());
        }

        @Override
        public String toString() {
            return value.toString();
        }
    }

    /** {@code true}, {@code false} or {@code null}. */
    record Word(String word) implements Json {
        @Override
        public String toString() {
            return word;
        }
    }

    /**
     * Reads a text that is one value and nothing else.
     *
     * @throws IllegalArgumentException where it is none, saying at which character
     */
    static Json parse(String text) {
        return new Parser(text).parse();
    }
}
