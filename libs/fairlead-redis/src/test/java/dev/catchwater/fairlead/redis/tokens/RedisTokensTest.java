package dev.catchwater.fairlead.redis.tokens;

import static dev.catchwater.fairlead.Answers.PATIENCE;
import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.catchwater.fairlead.Secret;
import dev.catchwater.fairlead.credentials.Tokens;
import dev.catchwater.fairlead.redis.KeySpace;
import dev.catchwater.fairlead.redis.LinkPolicy;
import dev.catchwater.fairlead.redis.RedisAwayException;
import dev.catchwater.fairlead.redis.RedisServer;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.redis.client.Command;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RedisTokensTest {
    private static final KeySpace SPACE = new KeySpace("test");
    private static final String NAME = "id https://auth.test/token read";
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final LinkPolicy PATIENT = new LinkPolicy(Duration.ofSeconds(20), Duration.ofMillis(200));
    private static final LinkPolicy HASTY = new LinkPolicy(Duration.ofMillis(500), Duration.ofMillis(200));
    private static final TokenTerms TERMS =
            new TokenTerms(Duration.ofMillis(600), Duration.ofMillis(20), Duration.ofSeconds(20));
    private static final Secret KEY = Secret.of(Base64.getEncoder().encodeToString(new byte[32]));
    private static final Secret OTHER_KEY =
            Secret.of(Base64.getEncoder().encodeToString("0123456789abcdef".getBytes(StandardCharsets.UTF_8)));

    private static RedisServer redis;

    @BeforeAll
    static void start() {
        redis = new RedisServer();
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    @BeforeEach
    void forget() {
        redis.ask(Command.FLUSHALL);
    }

    private static RedisTokens node(LinkPolicy policy) {
        return new RedisTokens(redis.link(policy), SPACE, TERMS, TokenSeal.OPEN);
    }

    private static RedisTokens node(TokenSeal seal) {
        return new RedisTokens(redis.link(PATIENT), SPACE, TERMS, seal);
    }

    private static Tokens tokens(String name, int second) {
        return new Tokens(
                Secret.of("access-" + name),
                Optional.of(Secret.of("refresh-" + name)),
                NOW.plusSeconds(second),
                Optional.of(Duration.ofHours(1)));
    }

    private static Tokens renew(RedisTokens node, Tokens next) {
        return get(node.renew(NAME, stored -> Uni.createFrom().item(next)));
    }

    private static Optional<Tokens> stored(RedisTokens node) {
        AtomicReference<Optional<Tokens>> seen = new AtomicReference<>(Optional.empty());
        get(node.renew(NAME, stored -> {
                    seen.set(stored);
                    return Uni.createFrom().<Tokens>failure(new IllegalStateException("only looking"));
                })
                .onFailure()
                .recoverWithNull());
        return seen.get();
    }

    /** A renewal that is under way until it is answered. */
    private static final class Question {
        final CompletableFuture<UniEmitter<? super Tokens>> begun = new CompletableFuture<>();
        final CompletableFuture<Tokens> result = new CompletableFuture<>();
        final io.smallrye.mutiny.subscription.Cancellable running;

        Question(RedisTokens node) {
            running = node.renew(NAME, stored -> Uni.createFrom().<Tokens>emitter(emitter -> begun.complete(emitter)))
                    .subscribe()
                    .with(result::complete, result::completeExceptionally);
        }

        void answer(Tokens tokens) {
            begun.orTimeout(20, TimeUnit.SECONDS).join().complete(tokens);
        }
    }

    @Test
    void whatIsStoredComesBackAsItWasAndAFailureKeepsIt() {
        RedisTokens one = node(TokenSeal.OPEN);
        renew(one, tokens("a", 0));
        assertThat(stored(node(TokenSeal.OPEN))).contains(tokens("a", 0));
        Tokens endless = new Tokens(Secret.of("x"), Optional.empty(), NOW, Optional.empty());
        assertThat(renew(one, endless).refresh()).contains(Secret.of("refresh-a"));
        assertThat(stored(one)).hasValueSatisfying(kept -> {
            assertThat(kept.access()).isEqualTo(Secret.of("x"));
            assertThat(kept.refresh()).contains(Secret.of("refresh-a"));
            assertThat(kept.life()).isEmpty();
        });
    }

    @Test
    void theSecondWaitsForTheFirstForLongerThanALeaseAndGetsWhatItStored() {
        Question first = new Question(node(TokenSeal.OPEN));
        first.begun.orTimeout(20, TimeUnit.SECONDS).join();
        AtomicReference<Optional<Tokens>> seen = new AtomicReference<>(Optional.empty());
        var second = node(TokenSeal.OPEN)
                .renew(NAME, stored -> {
                    seen.set(stored);
                    return Uni.createFrom().item(stored.orElseThrow());
                })
                .subscribeAsCompletionStage();
        // Three leases later the first one still has its lead.
        get(redis.timers.pause(TERMS.lease().multipliedBy(3)));
        assertThat(second).isNotDone();
        first.answer(tokens("a", 0));
        assertThat(second.orTimeout(20, TimeUnit.SECONDS).join()).isEqualTo(tokens("a", 0));
        assertThat(seen.get()).contains(tokens("a", 0));
    }

    @Test
    void whoGivesUpGivesTheLeaseBack() {
        Question first = new Question(node(TokenSeal.OPEN));
        first.begun.orTimeout(20, TimeUnit.SECONDS).join();
        first.running.cancel();
        await().atMost(PATIENCE)
                .until(() ->
                        redis.ask(Command.EXISTS, SPACE.key("asking", NAME)).toInteger() == 0);
    }

    @Test
    void aLateLeaderOverwritesNothingThatALaterOneStoredButIsHeardWhereThatBroughtNothing() {
        Question late = new Question(node(TokenSeal.OPEN));
        late.begun.orTimeout(20, TimeUnit.SECONDS).join();
        redis.ask(Command.DEL, SPACE.key("asking", NAME)); // as if it had been stopped for longer than its lease
        RedisTokens next = node(TokenSeal.OPEN);
        assertThat(stored(next)).isEmpty(); // a claim that brings nothing
        Question later = new Question(next);
        later.begun.orTimeout(20, TimeUnit.SECONDS).join();
        late.answer(tokens("late", 5));
        late.result.join();
        later.answer(tokens("later", 4));
        later.result.join();
        assertThat(stored(node(TokenSeal.OPEN))).contains(tokens("later", 4));
    }

    @Test
    void aLateLeaderComesAfterTheLaterOneAndIsRefused() {
        Question late = new Question(node(TokenSeal.OPEN));
        late.begun.orTimeout(20, TimeUnit.SECONDS).join();
        redis.ask(Command.DEL, SPACE.key("asking", NAME));
        renew(node(TokenSeal.OPEN), tokens("later", 4));
        late.answer(tokens("late", 5));
        late.result.join();
        assertThat(stored(node(TokenSeal.OPEN))).contains(tokens("later", 4));
    }

    @Test
    void withRedisAwayEachGoesOnFromWhatItHasAndTheLaterCountsWhenItIsBack() {
        RedisTokens one = node(HASTY);
        renew(one, tokens("a", 0));
        redis.signal("STOP");
        AtomicReference<Optional<Tokens>> seen = new AtomicReference<>(Optional.empty());
        get(one.renew(NAME, stored -> {
            seen.set(stored);
            return Uni.createFrom().item(tokens("alone", 10));
        }));
        redis.signal("CONT");
        assertThat(seen.get()).contains(tokens("a", 0));
        await().atMost(PATIENCE).until(() -> stored(one).equals(Optional.of(tokens("alone", 10))));
        renew(node(TokenSeal.OPEN), tokens("other", 20));
        await().atMost(PATIENCE).until(() -> stored(one).equals(Optional.of(tokens("other", 20))));
    }

    @Test
    void whatANodeGotAloneTheOthersHaveAsSoonAsRedisIsBackWithoutItsRenewingAgain() {
        RedisTokens one = node(HASTY);
        renew(one, tokens("a", 0));
        redis.signal("STOP");
        renew(one, tokens("alone", 10));
        redis.signal("CONT");
        RedisTokens another = node(TokenSeal.OPEN);
        await().atMost(PATIENCE).until(() -> stored(another).equals(Optional.of(tokens("alone", 10))));
    }

    @Test
    void whatOthersGotLaterIsNotOverwrittenByWhatANodeGotAlone() {
        RedisTokens one = node(HASTY);
        redis.signal("STOP");
        renew(one, tokens("alone", 10));
        redis.signal("CONT");
        RedisTokens another = node(TokenSeal.OPEN);
        renew(another, tokens("other", 20));
        get(redis.timers.pause(HASTY.rest().multipliedBy(3)));
        assertThat(stored(another)).contains(tokens("other", 20));
        assertThat(stored(one)).contains(tokens("other", 20));
    }

    @Test
    void withRedisAwayAndNothingAtHandTheFirstRefreshTokenIsNotUsedAgain() {
        RedisTokens one = node(HASTY);
        redis.signal("STOP");
        AtomicInteger asked = new AtomicInteger();
        assertThatThrownBy(() -> get(one.refresh(NAME, none -> {
                    asked.incrementAndGet();
                    return Uni.createFrom().item(tokens("guessed", 0));
                })))
                .isInstanceOf(RedisAwayException.class);
        assertThat(asked).hasValue(0);
        assertThat(renew(one, tokens("own", 1))).isEqualTo(tokens("own", 1)); // whose rights are the client's own
        redis.signal("CONT");
    }

    @Test
    void whatCouldNotBeStoredIsStoredWhenRedisIsBack() {
        RedisTokens one = node(HASTY);
        Question question = new Question(one);
        question.begun.orTimeout(20, TimeUnit.SECONDS).join();
        redis.signal("STOP");
        question.answer(tokens("a", 0));
        question.result.orTimeout(20, TimeUnit.SECONDS).join();
        redis.signal("CONT");
        RedisTokens another = node(TokenSeal.OPEN);
        await().atMost(PATIENCE).until(() -> stored(another).equals(Optional.of(tokens("a", 0))));
    }

    @Test
    void sealedTokensAreNotToBeReadAndOpenWithAnOlderKeyToo() {
        renew(node(TokenSeal.OPEN), tokens("plain", 0));
        assertThat(raw()).contains("access-plain");
        assertThat(stored(node(TokenSeal.of(KEY)))).contains(tokens("plain", 0));
        renew(node(TokenSeal.of(KEY)), tokens("sealed", 1));
        assertThat(raw()).doesNotContain("access").doesNotContain("refresh");
        assertThat(stored(node(TokenSeal.of(OTHER_KEY, KEY)))).contains(tokens("sealed", 1));
        renew(node(TokenSeal.of(OTHER_KEY, KEY)), tokens("again", 2));
        assertThat(stored(node(TokenSeal.of(OTHER_KEY)))).contains(tokens("again", 2));
    }

    @Test
    void whatNobodyCanOpenFailsAndStaysWhereItIs() {
        renew(node(TokenSeal.of(KEY)), tokens("sealed", 1));
        assertThatThrownBy(() -> renew(node(TokenSeal.of(OTHER_KEY)), tokens("b", 2)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cannot be opened");
        assertThatThrownBy(() -> renew(node(TokenSeal.OPEN), tokens("b", 2))).hasMessageContaining("cannot be opened");
        assertThat(stored(node(TokenSeal.of(KEY)))).contains(tokens("sealed", 1));
        assertThatThrownBy(() -> TokenSeal.of(Secret.of("c2hvcnQ="))).hasMessageNotContaining("c2hvcnQ=");
    }

    private static String raw() {
        return redis.ask(Command.HGET, SPACE.key("tokens", NAME), "tokens").toString(StandardCharsets.ISO_8859_1);
    }
}
