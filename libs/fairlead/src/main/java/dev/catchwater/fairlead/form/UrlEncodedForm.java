package dev.catchwater.fairlead.form;

import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.Request;
import io.vertx.core.buffer.Buffer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Fields as {@code application/x-www-form-urlencoded} (URL standard §5.2): in order, names may repeat, UTF-8. Immutable.
 * Line breaks are sent as they are.
 */
public final class UrlEncodedForm {
    /** No fields. */
    public static final UrlEncodedForm EMPTY = new UrlEncodedForm(List.of());

    private static final int MAX_FIELDS = 10_000;

    private final List<Map.Entry<String, String>> fields;

    private UrlEncodedForm(List<Map.Entry<String, String>> fields) {
        this.fields = fields;
    }

    /** This form with one more field. At most 10,000, more fail with {@link HttpFailure.InvalidRequest}. */
    public UrlEncodedForm with(String name, String value) {
        if (fields.size() == MAX_FIELDS) {
            throw new HttpFailure.InvalidRequest("a form has at most " + MAX_FIELDS + " fields").asException();
        }
        List<Map.Entry<String, String>> more = new ArrayList<>(fields);
        more.add(Map.entry(name, value));
        return new UrlEncodedForm(List.copyOf(more));
    }

    /** The request with this form as its body. */
    public Request applyTo(Request request) {
        return request.withBody("application/x-www-form-urlencoded", Buffer.buffer(encoded()));
    }

    private String encoded() {
        return fields.stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    /** The JDK's encoder is the standard's, but for halves of surrogate pairs, which it sends as question marks. */
    private static String encode(String text) {
        return URLEncoder.encode(FormText.wellFormed(text), StandardCharsets.UTF_8);
    }

    /** Names only: values may be secrets. */
    @Override
    public String toString() {
        return fields.stream().map(Map.Entry::getKey).toList().toString();
    }
}
