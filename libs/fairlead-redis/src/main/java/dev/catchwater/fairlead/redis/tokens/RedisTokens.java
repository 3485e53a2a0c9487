package dev.catchwater.fairlead.redis.tokens;

import dev.catchwater.fairlead.Secret;
import dev.catchwater.fairlead.credentials.TokenStore;
import dev.catchwater.fairlead.credentials.Tokens;
import dev.catchwater.fairlead.redis.KeySpace;
import dev.catchwater.fairlead.redis.RedisLink;
import dev.catchwater.fairlead.redis.Script;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Response;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tokens in Redis: whoever holds their lease asks, the others wait and find what was stored. Each lease has a greater
 * fence than the one before, and what a later one has stored is not overwritten by an earlier one that comes late.
 *
 * <p>With Redis away each process renews on its own from the tokens it has, and stores what it got as soon as Redis is
 * back, if it is the later. One that has none does not use the first refresh token: it may have been used. What Redis
 * holds and nobody can open is left alone: the renewal fails.
 */
public final class RedisTokens implements TokenStore {
    private static final Script CLAIM = Script.beside(RedisTokens.class, "claim.lua");
    private static final Script KEEP = Script.beside(RedisTokens.class, "keep.lua");

    /** For how many rests of the link storing is tried again: the others have a refresh token that was used. */
    private static final int TRIES = 300;

    /** The fence of what was got without a lease. */
    private static final long ALONE = 0;

    private record Held(Tokens tokens, long fence) {}

    /**
     * @param away what is done without Redis, by which caller
     * @param pressing whether a Redis that is left alone is asked, too
     */
    private record Wanted(
            String key,
            String caller,
            long until,
            Function<Optional<Tokens>, Uni<Tokens>> renewal,
            BiFunction<String, Throwable, Uni<Tokens>> away,
            boolean pressing) {}

    private final RedisLink link;
    private final KeySpace keys;
    private final TokenTerms terms;
    private final TokenSeal seal;
    /** As many as there are credentials. */
    private final Map<String, Held> held = new ConcurrentHashMap<>();

    /** The tokens of one deployment. */
    public RedisTokens(RedisLink link, KeySpace keys, TokenTerms terms, TokenSeal seal) {
        this.link = link;
        this.keys = keys;
        this.terms = terms;
        this.seal = seal;
    }

    @Override
    public Uni<Tokens> renew(String key, Function<Optional<Tokens>, Uni<Tokens>> renewal) {
        return wanted(key, renewal, (caller, away) -> alone(key, caller, renewal));
    }

    @Override
    public Uni<Tokens> refresh(String key, Function<Optional<Tokens>, Uni<Tokens>> renewal) {
        return wanted(
                key,
                renewal,
                (caller, away) -> held.containsKey(key)
                        ? alone(key, caller, renewal)
                        : Uni.createFrom().failure(away));
    }

    private Uni<Tokens> wanted(
            String key,
            Function<Optional<Tokens>, Uni<Tokens>> renewal,
            BiFunction<String, Throwable, Uni<Tokens>> away) {
        return Uni.createFrom()
                .deferred(() -> claim(new Wanted(key, UUID.randomUUID().toString(), patient(), renewal, away, false)));
    }

    private long patient() {
        return link.timers().nanos() + terms.patience().toNanos();
    }

    private Uni<Tokens> claim(Wanted wanted) {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, link.timers().instant());
        List<Buffer> args =
                List.of(Buffer.buffer(wanted.caller), text(terms.lease().toMillis()), text(micros));
        List<String> names = List.of(tokens(wanted.key), lease(wanted.key));
        return CLAIM.run(wanted.pressing ? link::send : link::guarded, names, args)
                .onItemOrFailure()
                .transformToUni((answer, away) ->
                        answer == null ? wanted.away.apply(wanted.caller, away) : claimed(wanted, answer));
    }

    private Uni<Tokens> claimed(Wanted wanted, Response answer) {
        if (answer.get(0).toInteger() == 1) {
            return lead(wanted, answer.get(1).toLong(), answer.get(2).toLong(), answer.get(3));
        }
        return link.timers().nanos() >= wanted.until
                ? Uni.createFrom().failure(new IllegalStateException("somebody else has been asking for too long"))
                : link.timers().pause(terms.poll()).flatMap(again -> claim(wanted));
    }

    private Uni<Tokens> lead(Wanted wanted, long fence, long storedFence, Response blob) {
        TokenLease lease = new TokenLease(link, terms.lease(), terms.patience(), lease(wanted.key), wanted.caller);
        lease.renewLater();
        return Uni.createFrom()
                .deferred(() -> {
                    Optional<Tokens> stored = latest(wanted.key, read(wanted.key, blob.toBytes()), storedFence);
                    return wanted.renewal
                            .apply(stored)
                            .map(tokens -> withRefresh(tokens, stored))
                            .call(tokens -> store(wanted.key, new Held(tokens, fence), TRIES));
                })
                .onTermination()
                .invoke(lease::end);
    }

    private Uni<Tokens> alone(String key, String caller, Function<Optional<Tokens>, Uni<Tokens>> renewal) {
        Optional<Tokens> before = Optional.ofNullable(held.get(key)).map(Held::tokens);
        return renewal.apply(before).map(tokens -> withRefresh(tokens, before)).invoke(tokens -> {
            Held mine = new Held(tokens, ALONE);
            held.put(key, mine);
            publish(key, caller, mine, TRIES);
        });
    }

    /**
     * The others have a refresh token that was used, until this renewal that asks nobody has stored the last one.
     *
     * @param caller of the claim that had no answer: the lease may be its own all the same
     */
    private void publish(String key, String caller, Held mine, int tries) {
        if (tries > 0 && mine.equals(held.get(key))) {
            Wanted wanted = new Wanted(
                    key,
                    caller,
                    patient(),
                    latest -> Uni.createFrom().item(latest.orElse(mine.tokens)),
                    (same, away) -> Uni.createFrom().failure(away),
                    true);
            claim(wanted)
                    .subscribe()
                    .with(
                            stored -> {},
                            failed -> link.timers().after(link.rest(), () -> publish(key, caller, mine, tries - 1)));
        }
    }

    /** What this process got and could not store counts, if nobody has stored anything since. */
    private Optional<Tokens> latest(String key, Optional<Tokens> stored, long storedFence) {
        Held mine = held.get(key);
        if (mine == null) {
            return stored;
        }
        boolean later = stored.isEmpty()
                || mine.fence > storedFence
                || (mine.fence == ALONE
                        && mine.tokens.obtained().isAfter(stored.get().obtained()));
        return later ? Optional.of(mine.tokens) : stored;
    }

    /** No answer without a refresh token takes one away (RFC 6749 §6). */
    private static Tokens withRefresh(Tokens tokens, Optional<Tokens> before) {
        Optional<Secret> refresh = tokens.refresh().or(() -> before.flatMap(Tokens::refresh));
        return new Tokens(tokens.access(), refresh, tokens.obtained(), tokens.life());
    }

    /** Never fails: the tokens are good, whoever may know of them. */
    private Uni<@Nullable Response> store(String key, Held mine, int tries) {
        held.put(key, mine);
        byte[] sealed = seal.seal(tokens(key), TokenCodec.write(mine.tokens));
        return KEEP.run(link::send, List.of(tokens(key)), List.of(text(mine.fence), Buffer.buffer(sealed)))
                .onFailure()
                .invoke(away -> storeLater(key, mine, tries - 1))
                .onFailure()
                .recoverWithNull();
    }

    private void storeLater(String key, Held mine, int tries) {
        if (tries > 0) {
            link.timers().after(link.rest(), () -> {
                if (mine.equals(held.get(key))) {
                    store(key, mine, tries).subscribe().with(stored -> {});
                }
            });
        }
    }

    private Optional<Tokens> read(String key, byte[] stored) {
        return stored.length == 0 ? Optional.empty() : Optional.of(TokenCodec.read(seal.open(tokens(key), stored)));
    }

    private String tokens(String key) {
        return keys.key("tokens", key);
    }

    private String lease(String key) {
        return keys.key("asking", key);
    }

    private static Buffer text(long number) {
        return Buffer.buffer(Long.toString(number));
    }
}
