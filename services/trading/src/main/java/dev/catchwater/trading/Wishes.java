package dev.catchwater.trading;

import dev.catchwater.trading.market.StateHash;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The named wishes of late, so that one which is asked again is not done again. For one thread. */
final class Wishes {

    /** At the greatest rate of orders that is allowed by default, more than an hour of them. */
    private static final int REMEMBERED = 10_000;

    /** What was wanted under a name, and why it was refused, if it was. */
    record Answered(Command command, @Nullable String refusal) {}

    private final LinkedHashMap<String, Answered> answered = new LinkedHashMap<>();
    private String last = "";

    /** What was answered to the same wish before; another one under its name is refused. */
    Optional<Answered> find(Event.Commanded wish) {
        var before = wish.key() == null ? null : answered.get(wish.key());
        if (before == null || before.command().equals(wish.command())) {
            return Optional.ofNullable(before);
        }
        return Optional.of(new Answered(wish.command(), "something else was asked for under this key"));
    }

    void add(Event.Commanded wish, @Nullable String refusal) {
        if (wish.key() == null) {
            return;
        }
        last = wish.key();
        answered.put(last, new Answered(wish.command(), refusal));
        if (answered.size() > REMEMBERED) {
            answered.pollFirstEntry();
        }
    }

    void hash(StateHash hash) {
        hash.add(answered.size()).add(last);
    }
}
