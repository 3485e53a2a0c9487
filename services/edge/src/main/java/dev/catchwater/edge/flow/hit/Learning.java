package dev.catchwater.edge.flow.hit;

import dev.catchwater.edge.route.KeyPolicy;
import dev.catchwater.edge.route.Route;
import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.HttpException;
import dev.catchwater.fairlead.cache.CacheStatus;
import dev.catchwater.fairlead.cache.Extent;
import dev.catchwater.fairlead.store.StoredEntry;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Which answers of the ordinary way may be given again to whoever asks the same. */
final class Learning {
    /** Longer content is pinned by the shelf for each reader, and most of its cost is not ours to save. */
    static final int MOST_CONTENT = 16 * 1024;

    /** Characters of the heads under one key: they are held for as long as the answer is, whatever the shelf has let go. */
    static final int MOST_HEADS = 8 * 1024;

    private Learning() {}

    static Optional<Answer> learned(Plain request, Ordinary answer, String node) {
        if (!isWhole(answer)
                || !isShort(answer)
                || !isTold(request, answer)
                || isWorkedOn(answer.lane().route())
                || !isSound(answer)) {
            return Optional.empty();
        }
        String member = CacheStatus.hit(node).withTtl(answer.hit().remaining()).serialize();
        return Head.of(answer.hit().stored().status(), answer.fields(), member, node)
                .map(head -> new Answer(request, answer, head));
    }

    private static boolean isWhole(Ordinary answer) {
        return answer.hit().stored().status() == 200
                && answer.length() <= MOST_CONTENT
                && answer.hit().stored().extent().equals(new Extent.Whole(answer.length()));
    }

    private static boolean isShort(Ordinary answer) {
        int[] chars = {0};
        for (StoredEntry entry : answer.found()) {
            entry.response().headers().forEach((name, value) -> chars[0] += name.length() + value.length());
            entry.response().selecting().forEach((name, value) -> chars[0] += name.length() + value.length());
        }
        return chars[0] <= MOST_HEADS;
    }

    /** Whether plain requests of one asker and one target can only have this answer. */
    private static boolean isTold(Plain request, Ordinary answer) {
        Headers stored = answer.hit().stored().headers();
        return request.asker().host().equalsIgnoreCase(answer.host())
                && request.edition().isKnown()
                && request.edition().fields().stream().noneMatch(PlainField::isUntold)
                && answer.lane().route().key().fields().stream()
                        .map(KeyPolicy.KeyField::name)
                        .noneMatch(Learning::isUntold)
                && answer.found().stream()
                        .flatMap(entry -> entry.response().headers().all("Vary").stream())
                        .flatMap(line -> Arrays.stream(line.split(",", -1)))
                        .noneMatch(Learning::isUntold)
                && !stored.contains("Connection");
    }

    private static boolean isUntold(String name) {
        return PlainField.isUntold(name.strip().toLowerCase(Locale.ROOT));
    }

    /** Whether more happens to requests or answers of the route than a lookup. */
    private static boolean isWorkedOn(Route route) {
        return route.rate().isPresent() || !route.compression().codings().isEmpty();
    }

    private static boolean isSound(Ordinary answer) {
        try {
            answer.fields().requireSendable();
            return !answer.fields().contains("Transfer-Encoding");
        } catch (HttpException unsendable) {
            return false;
        }
    }
}
