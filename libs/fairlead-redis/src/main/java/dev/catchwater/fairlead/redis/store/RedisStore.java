package dev.catchwater.fairlead.redis.store;

import dev.catchwater.fairlead.cache.PrimaryKey;
import dev.catchwater.fairlead.cache.StoredResponse;
import dev.catchwater.fairlead.redis.Fences;
import dev.catchwater.fairlead.redis.KeySpace;
import dev.catchwater.fairlead.redis.RedisLink;
import dev.catchwater.fairlead.redis.Script;
import dev.catchwater.fairlead.store.ChainedStore;
import dev.catchwater.fairlead.store.ResponseStore;
import dev.catchwater.fairlead.store.StoredEntry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Responses in Redis, shared by all nodes of a deployment. All together are bounded by Redis' own {@code maxmemory}.
 *
 * <p>With Redis away, or where it holds what cannot be read, nothing is found and nothing stored, and no call fails for
 * it. A removal or an invalidation that did not reach Redis is a failure, as the interface wants it, and is made up for
 * before the next look finds anything, and where nobody looks as soon as Redis is back, as long as this process lives.
 */
public final class RedisStore implements ResponseStore {
    /** Variants under one key; the oldest make room. */
    private static final int MAX_VARIANTS = 32;

    private static final int MAX_HEAD_BYTES = 256 * 1024;

    /** Keys whose marks wait for Redis to be back. */
    private static final int MAX_MISSED = 10_000;

    /** How long an answer may be on its way and still meet the mark that covers it. */
    private static final Duration ON_ITS_WAY = Duration.ofHours(1);

    private static final Script PUT = Script.beside(RedisStore.class, "put.lua");
    private static final Script TOUCH = Script.beside(RedisStore.class, "touch.lua");
    private static final Script MARK = Script.beside(RedisStore.class, "mark.lua");
    private static final Script GROUPS = Script.beside(RedisStore.class, "groups.lua");

    private final RedisLink link;
    private final Keyring keys;
    private final StorePolicy policy;
    private final Fences fences;
    private final Missed missed;

    /**
     * The store of a deployment.
     *
     * @param fences of the flights that fill it
     */
    public RedisStore(RedisLink link, KeySpace keys, StorePolicy policy, Fences fences) {
        this(link, keys, policy, fences, MAX_MISSED);
    }

    RedisStore(RedisLink link, KeySpace keys, StorePolicy policy, Fences fences, int maxMissed) {
        this.missed = new Missed(maxMissed, this::removeEverything, link.timers(), link.rest(), link.timeout());
        this.link = link;
        this.keys = new Keyring(keys);
        this.policy = policy;
        this.fences = fences;
    }

    /**
     * This store behind one in memory.
     *
     * @param staleness how long the memory may keep what it has without looking here: so much later, at the latest, an
     *     invalidation by another node is heeded
     */
    public ResponseStore behind(ResponseStore memory, Duration staleness) {
        return new ChainedStore(new BriefStore(memory, staleness), this);
    }

    @Override
    public long maxEntryBytes() {
        return policy.maxEntryBytes();
    }

    @Override
    public Uni<List<StoredEntry>> find(PrimaryKey key, Predicate<StoredResponse> wanted, Instant now) {
        return missed.catchUp()
                // Where Redis is read but not written, what is there may have become invalid.
                .chain(upToDate -> upToDate
                        ? new Finding(link, keys, key, wanted, now).run()
                        : Uni.createFrom().item(List.<StoredEntry>of()))
                .onFailure()
                .recoverWithItem(List.of());
    }

    @Override
    public Uni<Boolean> put(
            PrimaryKey key, StoredResponse response, Multi<Buffer> content, Instant keepUntil, Instant now) {
        return content.collect()
                .in(() -> new Gathered(policy.maxEntryBytes()), Gathered::add)
                .chain(gathered -> gathered.fits()
                        ? write(key, response, gathered.bytes(), keepUntil, now)
                        : Uni.createFrom().item(false));
    }

    private Uni<Boolean> write(PrimaryKey key, StoredResponse response, Buffer bytes, Instant keepUntil, Instant now) {
        Instant until = bounded(keepUntil, now);
        String name = UUID.randomUUID().toString();
        Head head = new Head(response, until, name, bytes.length(), HeadCodec.checksum(bytes.getBytes()));
        Buffer value = head.value();
        if (!until.isAfter(now) || value.length() > MAX_HEAD_BYTES) {
            return Uni.createFrom().item(false);
        }
        List<Buffer> args = Stream.of(
                        Buffer.buffer(Keyring.field(response.variant())),
                        value,
                        Buffer.buffer(Times.of(response.requestTime())),
                        Buffer.buffer(Times.of(now)),
                        millis(Duration.between(now, until)),
                        bytes,
                        Buffer.buffer(keys.contents(key)),
                        Buffer.buffer(Integer.toString(MAX_VARIANTS)),
                        Buffer.buffer(
                                fences.token(key.value()).map(String::valueOf).orElse("")))
                .toList();
        return done(PUT.run(
                link::guarded,
                List.of(keys.heads(key), keys.contents(key) + name, fences.key(keys.space(), key.value())),
                args));
    }

    private Instant bounded(Instant keepUntil, Instant now) {
        Instant latest = now.plus(policy.maxKeep());
        return keepUntil.isAfter(latest) ? latest : keepUntil;
    }

    private static Buffer millis(Duration duration) {
        return Buffer.buffer(Long.toString(Math.max(1, duration.toMillis())));
    }

    private static Uni<Boolean> done(Uni<@Nullable Response> script) {
        return script.map(answer -> answer != null && answer.toInteger() == 1)
                .onFailure()
                .recoverWithItem(false);
    }

    @Override
    public Uni<Boolean> touch(
            PrimaryKey key, StoredResponse before, StoredResponse after, Instant keepUntil, Instant now) {
        String field = Keyring.field(before.variant());
        Instant until = bounded(keepUntil, now);
        return link.guarded(() -> Request.cmd(Command.HGET).arg(keys.heads(key)).arg(field))
                .map(answer -> Optional.ofNullable(answer).flatMap(value -> Head.read(value.toBuffer())))
                .chain(head -> head.isPresent() && until.isAfter(now)
                        ? touch(key, before, head.get().touched(after, until), now)
                        : Uni.createFrom().item(false))
                .onFailure()
                .recoverWithItem(false);
    }

    private Uni<Boolean> touch(PrimaryKey key, StoredResponse before, Head after, Instant now) {
        List<Buffer> args = Stream.of(
                        Buffer.buffer(Keyring.field(before.variant())),
                        Buffer.buffer(Head.times(before)),
                        Buffer.buffer(Keyring.field(after.response().variant())),
                        Buffer.buffer(Head.times(after.response()) + " " + Times.of(after.keepUntil())),
                        after.rest(),
                        Buffer.buffer(Times.of(now)),
                        millis(Duration.between(now, after.keepUntil())),
                        Buffer.buffer(keys.contents(key)))
                .toList();
        return done(TOUCH.run(link::guarded, List.of(keys.heads(key), keys.everything()), args));
    }

    @Override
    public Uni<Void> remove(PrimaryKey key, Instant now) {
        return mark(key, "!removed", now);
    }

    @Override
    public Uni<Void> invalidate(PrimaryKey key, Instant now) {
        return mark(key.target(), "!invalid", now);
    }

    private Uni<Void> mark(PrimaryKey key, String which, Instant now) {
        Instant upTo = now.plus(policy.maxSkew());
        List<Buffer> args = List.of(
                Buffer.buffer(which), Buffer.buffer(Times.of(upTo)), lifeOfMarks(), Buffer.buffer(keys.contents(key)));
        String heads = keys.heads(key);
        return missed.set(
                List.of(which + heads),
                upTo,
                MARK.run(link::guarded, List.of(heads), args).replaceWithVoid());
    }

    @Override
    public Uni<Void> invalidateGroups(String origin, Set<String> groups, Instant now) {
        if (groups.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<String> names =
                groups.stream().map(group -> keys.group(origin, group)).toList();
        Instant upTo = now.plus(policy.maxSkew());
        return missed.set(names, upTo, noted(names, upTo));
    }

    private Uni<Void> removeEverything(Instant upTo) {
        return noted(List.of(keys.everything()), upTo);
    }

    private Uni<Void> noted(List<String> names, Instant upTo) {
        List<Buffer> args = List.of(Buffer.buffer(Times.of(upTo)), lifeOfMarks());
        return GROUPS.run(link::guarded, names, args).replaceWithVoid();
    }

    private Buffer lifeOfMarks() {
        return millis(policy.maxKeep().plus(ON_ITS_WAY));
    }
}
