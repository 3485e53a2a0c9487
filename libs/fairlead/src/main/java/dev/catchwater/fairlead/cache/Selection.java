package dev.catchwater.fairlead.cache;

import dev.catchwater.fairlead.Headers;
import java.util.List;
import java.util.Optional;

/**
 * The request fields that a stored response was selected by, read once (RFC 9111 §4.1).
 *
 * @param names in lower case; {@code *} among them matches nothing
 * @param values of the names in turn, normalised; empty for those that were absent
 * @param language of the content, where it has one
 */
record Selection(List<String> names, List<Optional<String>> values, Optional<String> language) {
    private static final String LANGUAGES = "accept-language";

    static Selection of(Headers response, Headers selecting) {
        List<String> names = List.copyOf(Vary.names(response));
        return new Selection(names, names.stream().map(selecting::first).toList(), response.first("Content-Language"));
    }

    boolean matches(Headers request, CachePolicy policy) {
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            if (name.equals("*")) {
                return false;
            }
            if (!Vary.normalised(request, name).equals(values.get(i)) && !isPreferred(name, request, policy)) {
                return false;
            }
        }
        return true;
    }

    private boolean isPreferred(String name, Headers request, CachePolicy policy) {
        return policy.selectsLanguages()
                && name.equals(LANGUAGES)
                && language.filter(content -> Vary.prefers(request, name, content))
                        .isPresent();
    }

    /** Names and values in one text; a name without a value was absent. */
    String key() {
        StringBuilder key = new StringBuilder();
        for (int i = 0; i < names.size(); i++) {
            key.append(i == 0 ? "" : "\n").append(names.get(i));
            values.get(i).ifPresent(value -> key.append(':').append(value));
        }
        return key.toString();
    }
}
