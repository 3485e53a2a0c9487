package dev.catchwater.sandbox.mastodon;

import io.vertx.core.MultiMap;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Parameters of a POST, however they came: query, form or JSON. */
final class Form {

    private Form() {}

    static MultiMap of(RoutingContext ctx) {
        MultiMap all = MultiMap.caseInsensitiveMultiMap();
        all.addAll(ctx.request().params());
        String type = ctx.request().getHeader("Content-Type");
        if (type != null && type.startsWith("application/json")) {
            json(ctx, all);
        } else {
            all.addAll(ctx.request().formAttributes());
        }
        return all;
    }

    /** A list given as {@code name[]=…}, repeated, or in lines. */
    static List<String> list(MultiMap form, String name) {
        var values = new ArrayList<String>();
        form.getAll(name + "[]").forEach(values::add);
        form.getAll(name)
                .forEach(lines -> lines.lines().filter(line -> !line.isBlank()).forEach(values::add));
        return values.stream().distinct().toList();
    }

    /** User and password of HTTP Basic, form-decoded (RFC 6749 §2.3.1); empty strings if they cannot be read. */
    static String[] basic(String encoded) {
        try {
            String[] pair =
                    new String(Base64.getDecoder().decode(encoded.strip()), StandardCharsets.UTF_8).split(":", 2);
            return pair.length == 2
                    ? new String[] {
                        URLDecoder.decode(pair[0], StandardCharsets.UTF_8),
                        URLDecoder.decode(pair[1], StandardCharsets.UTF_8)
                    }
                    : new String[] {"", ""};
        } catch (IllegalArgumentException e) {
            return new String[] {"", ""};
        }
    }

    private static void json(RoutingContext ctx, MultiMap all) {
        try {
            JsonObject json = ctx.body().asJsonObject();
            if (json == null) {
                return;
            }
            json.forEach(field -> {
                if (field.getValue() instanceof JsonArray values) {
                    values.forEach(value -> all.add(field.getKey(), String.valueOf(value)));
                } else if (field.getValue() != null) {
                    all.add(field.getKey(), String.valueOf(field.getValue()));
                }
            });
        } catch (DecodeException | ClassCastException e) {
            // Rails reads a body that is no JSON object as no parameters.
            return;
        }
    }
}
