package dev.catchwater.web.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.catchwater.web.Problem;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;

/** What is wrong with a request's body, told by place and never by class names. */
final class Faults {
    private static final int MOST = 50;

    private Faults() {}

    static Problem json(JsonProcessingException e) {
        var problem = Problem.of("malformed-json", "Malformed JSON", 400, sentence(e));
        var at = e.getLocation();
        if (at != null && at.getLineNr() > 0) {
            problem = problem.with("line", at.getLineNr()).with("column", at.getColumnNr());
        }
        if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            problem = problem.with("pointer", pointer(mapping.getPath()));
        }
        return problem;
    }

    private static String sentence(JsonProcessingException e) {
        return switch (e) {
            case StreamReadException _ -> "The body is not JSON.";
            case UnrecognizedPropertyException unknown ->
                "There is no member named \"" + clip(unknown.getPropertyName()) + "\".";
            default -> "A value has not the type or the form that is expected here.";
        };
    }

    private static String clip(String name) {
        return name.length() <= 64 ? name : name.substring(0, 64) + "…";
    }

    // RFC 6901 §6: the fragment form.
    private static String pointer(List<JsonMappingException.Reference> path) {
        var pointer = new StringBuilder("#");
        for (var step : path) {
            pointer.append('/');
            pointer.append(step.getFieldName() == null ? String.valueOf(step.getIndex()) : escape(step.getFieldName()));
        }
        return pointer.toString();
    }

    static Problem violations(Set<? extends ConstraintViolation<?>> violations) {
        var errors = violations.stream()
                .map(Faults::violation)
                .sorted(Comparator.comparing(Map::toString))
                .limit(MOST)
                .toList();
        return Problem.of("invalid-input", "Invalid input", 400, "Some values are not allowed here: see errors.")
                .with("errors", errors);
    }

    /** True if the caller is to blame: a bad return value is our own fault. */
    static boolean ofCaller(Set<? extends ConstraintViolation<?>> violations) {
        return violations.stream()
                .noneMatch(v -> StreamSupport.stream(v.getPropertyPath().spliterator(), false)
                        .anyMatch(node -> node.getKind() == ElementKind.RETURN_VALUE));
    }

    private static Map<String, Object> violation(ConstraintViolation<?> violation) {
        var pointer = new StringBuilder("#");
        var parameters = new ArrayList<String>();
        for (Path.Node node : violation.getPropertyPath()) {
            switch (node.getKind()) {
                case PARAMETER -> parameters.add(node.getName());
                case PROPERTY, CONTAINER_ELEMENT -> step(pointer, node);
                default -> {} // the method, and the bean as a whole, are no part of what the caller sent
            }
        }
        var told = new LinkedHashMap<String, Object>();
        if (pointer.length() == 1 && !parameters.isEmpty()) {
            told.put("parameter", parameters.getFirst());
        } else {
            told.put("pointer", pointer.toString());
        }
        told.put("detail", violation.getMessage());
        return told;
    }

    private static void step(StringBuilder pointer, Path.Node node) {
        if (node.getIndex() != null) {
            pointer.append('/').append(node.getIndex());
        } else if (node.getKey() != null) {
            pointer.append('/').append(escape(String.valueOf(node.getKey())));
        }
        if (node.getKind() == ElementKind.PROPERTY && node.getName() != null) {
            pointer.append('/').append(escape(node.getName()));
        }
    }

    private static String escape(String name) {
        return clip(name).replace("~", "~0").replace("/", "~1");
    }
}
