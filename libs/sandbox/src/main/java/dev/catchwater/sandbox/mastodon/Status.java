package dev.catchwater.sandbox.mastodon;

import dev.catchwater.sandbox.world.Draft;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A post or a boost.
 *
 * @param draft what it says; empty words for a boost
 * @param visibility {@code public}, {@code unlisted}, {@code private} or {@code direct}
 * @param edited when it was last changed, or null
 * @param boosted the status that this one boosts, or null
 * @param replyTo the status that this one answers, or null
 */
record Status(
        long id,
        Account account,
        Draft draft,
        String visibility,
        Instant created,
        @Nullable Instant edited,
        @Nullable Status boosted,
        @Nullable Parent replyTo) {

    /** The status that is answered, which may be gone by now. */
    record Parent(long id, Account account) {}

    Status changed(Draft said, Instant at) {
        return new Status(id, account, said, visibility, created, at, boosted, replyTo);
    }

    boolean listed() {
        return visibility.equals("public");
    }

    boolean readableByAll() {
        return listed() || visibility.equals("unlisted");
    }

    /** Followers read what is private; everyone here follows everyone. */
    boolean readableByFollowers() {
        return !visibility.equals("direct");
    }
}
