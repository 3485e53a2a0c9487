package dev.catchwater.sandbox.mastodon;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A registered client. Only confidential ones exist.
 *
 * @param id the row's number, as text
 */
record OAuthApp(
        String id,
        String name,
        @Nullable String website,
        List<String> redirectUris,
        Set<String> scopes,
        String clientId,
        String clientSecret) {

    @Override
    public String toString() {
        return "OAuthApp[" + id + " " + name + "]";
    }
}
