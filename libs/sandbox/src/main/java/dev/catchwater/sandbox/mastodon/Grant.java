package dev.catchwater.sandbox.mastodon;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an access token allows.
 *
 * @param app whose token it is, or null for one that was valid from the start
 * @param user on whose behalf, or null for an app's own token
 */
record Grant(String token, @Nullable OAuthApp app, @Nullable Account user, Set<String> scopes, Instant created) {

    /** For the log and the budgets. */
    String subject() {
        return user != null ? "user:" + user.username() : "app:" + (app == null ? "" : app.id());
    }

    @Override
    public String toString() {
        return "Grant[" + subject() + " " + scopes + "]";
    }
}
