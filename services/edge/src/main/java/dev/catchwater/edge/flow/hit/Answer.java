package dev.catchwater.edge.flow.hit;

import dev.catchwater.edge.Lanes;
import dev.catchwater.edge.Served;
import dev.catchwater.fairlead.cache.PrimaryKey;
import dev.catchwater.fairlead.cache.StoredResponse;
import dev.catchwater.fairlead.store.StoredEntry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the ordinary way answered to a plain request, and what it depended on. */
final class Answer {
    private static final long PER_SECOND = 1_000_000_000;

    private final Asker asker;
    private final ByteBuf target;
    private final Lanes.Edition edition;
    private final PrimaryKey key;
    private final StoredResponse[] variants;
    private final int chosen;
    private final Instant at;
    private final long age;
    private final long remaining;
    private final Head head;
    private final int length;
    private final String route;
    private final String host;
    private final String path;

    Answer(Plain plain, Ordinary ordinary, Head head) {
        this.asker = plain.asker();
        this.edition = plain.edition();
        this.target = Unpooled.wrappedBuffer(ordinary.target().getBytes(StandardCharsets.ISO_8859_1));
        this.key = ordinary.key();
        this.variants = ordinary.found().stream().map(StoredEntry::response).toArray(StoredResponse[]::new);
        this.chosen = List.of(variants).indexOf(ordinary.hit().stored());
        this.at = ordinary.now();
        this.age = ordinary.hit().age().toNanos();
        this.remaining = ordinary.hit().remaining().toNanos();
        this.head = head;
        this.length = (int) ordinary.length();
        this.route = ordinary.lane().route().name();
        this.host = ordinary.host();
        this.path = ordinary.path();
    }

    Asker asker() {
        return asker;
    }

    ByteBuf target() {
        return target;
    }

    PrimaryKey key() {
        return key;
    }

    Head head() {
        return head;
    }

    int length() {
        return length;
    }

    @SuppressWarnings("ReferenceEquality") // there is one object for all that ask the same
    boolean isTo(Asker who, ByteBuf bytes, int from, int size) {
        return asker == who && size == target.capacity() && ByteBufUtil.equals(target, 0, bytes, from, size);
    }

    @SuppressWarnings("ReferenceEquality") // another object is another edition
    boolean isOf(Lanes.Edition now) {
        return edition == now;
    }

    /** Nanoseconds since the ordinary way decided; negative: the clock was set back, or it is not fresh any more. */
    long since(Instant now) {
        long seconds = now.getEpochSecond() - at.getEpochSecond();
        if (seconds < 0 || seconds > remaining / PER_SECOND) {
            return -1;
        }
        long nanos = seconds * PER_SECOND + now.getNano() - at.getNano();
        return nanos < remaining ? nanos : -1;
    }

    long ageSeconds(long since) {
        return (age + since) / PER_SECOND;
    }

    long ttlSeconds(long since) {
        return (remaining - since) / PER_SECOND;
    }

    /** What was answered with, if the shelf has the very same as then; null: the ordinary way has to look. */
    @SuppressWarnings("ReferenceEquality") // what has changed in any way is another object
    @Nullable
    StoredEntry among(List<StoredEntry> found) {
        if (found.size() != variants.length) {
            return null;
        }
        for (int i = 0; i < variants.length; i++) {
            if (found.get(i).response() != variants[i]) {
                return null;
            }
        }
        return found.get(chosen);
    }

    Served served(long since, long nanos) {
        return new Served(
                route,
                "GET",
                host,
                path,
                head.status(),
                Served.How.HIT,
                head.member(ttlSeconds(since)),
                length,
                nanos,
                0);
    }
}
