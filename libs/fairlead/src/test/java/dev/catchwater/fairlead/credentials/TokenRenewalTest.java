package dev.catchwater.fairlead.credentials;

import static dev.catchwater.fairlead.Answers.failureOf;
import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.HttpFailure.NoToken;
import dev.catchwater.fairlead.HttpFailure.TokenError;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.Secret;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenRenewalTest extends BehindAuthorization {
    @Test
    void manyCallsAtOnceAskOnceAndOneThatLeavesLeavesTheOthersTheirs() {
        server.gives("one", 600).holding = true;
        CredentialStage stage = stage(client);
        var first = begin(stage);
        List<UniAssertSubscriber<Response>> others = new ArrayList<>();
        for (int i = 0; i < 99; i++) {
            others.add(begin(stage));
        }
        first.cancel();
        server.answerNow();
        others.forEach(UniAssertSubscriber::assertCompleted);
        assertThat(server.questions).hasSize(1);
        assertThat(server.sent()).hasSize(99).containsOnly("one");
    }

    @Test
    void aTokenIsRenewedBeforeItExpiresAndNobodyWaitsForIt() {
        server.gives("one", 600).gives("two", 600);
        CredentialStage stage = stage(client);
        call(stage);
        timers.clock().advance(Duration.ofSeconds(479));
        call(stage);
        assertThat(server.questions)
                .as("a tenth before, and as much again of jitter at most")
                .hasSize(1);
        timers.clock().advance(Duration.ofSeconds(62));
        server.holding = true;
        call(stage);
        call(stage);
        assertThat(server.questions).hasSize(2);
        server.answerNow();
        call(stage);
        assertThat(server.sent()).containsExactly("one", "one", "one", "one", "two");
    }

    @Test
    void nodesDoNotAllRenewAtOnce() {
        Tokens tokens =
                new Tokens(Secret.of("t"), Optional.empty(), timers.instant(), Optional.of(Duration.ofHours(1)));
        assertThat(tokens.renewal(0)).isEqualTo(timers.instant().plusSeconds(3_540));
        assertThat(tokens.renewal(0.5)).isEqualTo(timers.instant().plusSeconds(3_510));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "500 | {}",
                "200 | {}",
                "200 | ",
                "200 | {\"access_token\":\"\",\"token_type\":\"bearer\"}",
                "200 | {\"access_token\":\"a b\",\"token_type\":\"bearer\"}",
                "200 | {\"access_token\":\"x\",\"token_type\":\"mac\"}",
                "400 | {\"error\":\"invalid_client\"}"
            })
    void aGoodTokenIsNotOverwrittenByAnEmptyOrFailedAnswer(int status, String json) {
        server.gives("good", 600).gives(status, json == null ? "" : json).gives("next", 600);
        CredentialStage stage = stage(client);
        call(stage);
        timers.clock().advance(Duration.ofSeconds(541));
        call(stage);
        call(stage);
        assertThat(server.sent()).containsOnly("good");
        assertThat(server.questions).as("not asked by every call").hasSize(2);
        timers.clock().advance(Duration.ofSeconds(31));
        call(stage);
        call(stage);
        assertThat(server.sent().getLast()).isEqualTo("next");
    }

    @Test
    void aServerInTroubleIsNotAskedByEveryCall() {
        CredentialStage stage = stage(client);
        for (int i = 0; i < 100; i++) {
            assertThat(failureOf(stage.apply(CALL, server)))
                    .isEqualTo(new NoToken("https://auth.test:443", TokenError.UNAVAILABLE));
        }
        assertThat(server.questions).hasSize(1);
        server.gives("one", 600);
        timers.clock().advance(Duration.ofSeconds(1));
        assertThat(call(stage).status()).isEqualTo(200);
    }

    @Test
    void aServerThatNeverAnswersIsGivenUp() {
        server.holding = true;
        CredentialStage stage = stage(client);
        var waiting = begin(stage);
        timers.clock().advance(Duration.ofSeconds(30));
        assertThat(waiting.getFailure()).hasMessageContaining("could not be reached");
        server.holding = false;
        server.gives("one", 600);
        timers.clock().advance(Duration.ofSeconds(1));
        assertThat(call(stage).status()).isEqualTo(200);
    }

    @Test
    void aRejectedTokenIsReplacedAndTheRequestSentAgainOnce() {
        server.gives("revoked", 600).gives("fresh", 600);
        server.accepts = authorization -> authorization.equals("Bearer fresh");
        CredentialStage stage = stage(client);
        assertThat(call(stage).status()).isEqualTo(200);
        assertThat(server.sent()).containsExactly("revoked", "fresh");
    }

    @Test
    void manyRejectionsOfOneTokenAskForOneOther() {
        server.gives("revoked", 600);
        CredentialStage stage = stage(client);
        call(stage);
        server.gives("fresh", 600).holding = true;
        server.accepts = authorization -> authorization.equals("Bearer fresh");
        List<UniAssertSubscriber<Response>> calls = List.of(begin(stage), begin(stage), begin(stage));
        server.answerNow();
        calls.forEach(
                each -> assertThat(each.assertCompleted().getItem().status()).isEqualTo(200));
        assertThat(server.questions).hasSize(2);
    }

    @Test
    void aTokenThatIsRejectedHoweverNewIsNoLoop() {
        server.gives("one", 600).gives("two", 600).gives("three", 600);
        server.accepts = authorization -> false;
        CredentialStage stage = stage(client);
        for (int i = 0; i < 10; i++) {
            assertThat(call(stage).status()).isEqualTo(401);
        }
        assertThat(server.questions).hasSize(2);
        assertThat(server.calls).hasSize(11);
        timers.clock().advance(Duration.ofSeconds(30));
        call(stage);
        assertThat(server.questions).hasSize(3);
    }

    @Test
    void aBodyThatCannotBeSentAgainIsNot() {
        server.gives("revoked", 600).gives("fresh", 600);
        server.accepts = authorization -> authorization.equals("Bearer fresh");
        Request upload = Request.post("https://api.test/x")
                .withStream("text/plain", Multi.createFrom().empty());
        CredentialStage stage = stage(client);
        assertThat(get(stage.apply(upload, server)).status()).isEqualTo(401);
        assertThat(server.sent()).containsExactly("revoked");
    }

    @Test
    void aRotatedRefreshTokenIsUsedFromThenOnAndAnOldOneKeptWhereNoneComes() {
        Credentials.OAuth2 rotating = Credentials.OAuth2.refreshToken(
                URI.create(AuthorizationServer.ENDPOINT), "id", Secret.of("secret"), Secret.of("r1"));
        server.gives(
                        200,
                        "{\"access_token\":\"a1\",\"token_type\":\"Bearer\",\"expires_in\":60,\"refresh_token\":\"r2\"}")
                .gives("a2", 60)
                .gives("a3", 60);
        CredentialStage stage = stage(rotating);
        for (int i = 0; i < 3; i++) {
            call(stage);
            timers.clock().advance(Duration.ofSeconds(60));
        }
        assertThat(server.questions.stream().map(AuthorizationServer::form))
                .containsExactly(
                        "grant_type=refresh_token&refresh_token=r1",
                        "grant_type=refresh_token&refresh_token=r2",
                        "grant_type=refresh_token&refresh_token=r2");
        assertThat(server.sent()).containsExactly("a1", "a2", "a3");
    }

    @Test
    void theStoreIsToldWhereTheLastRefreshTokenIsNeeded() {
        TokenStore careful = new TokenStore() {
            @Override
            public Uni<Tokens> renew(String key, Function<Optional<Tokens>, Uni<Tokens>> renewal) {
                return renewal.apply(Optional.empty());
            }

            @Override
            public Uni<Tokens> refresh(String key, Function<Optional<Tokens>, Uni<Tokens>> renewal) {
                return Uni.createFrom().failure(new IllegalStateException("nobody knows which is the last"));
            }
        };
        server.gives("one", 600);
        call(stage(client.withStore(careful)));
        assertThat(server.questions).hasSize(1);
        CredentialStage refreshing =
                stage(client.withStore(careful).withGrant(new Credentials.Grant.RefreshToken(Secret.of("first"))));
        assertThat(failureOf(refreshing.apply(CALL, server)))
                .isEqualTo(new NoToken("https://auth.test:443", TokenError.UNAVAILABLE));
        assertThat(server.questions).hasSize(1);
    }

    @Test
    void whatAnotherNodeHasRenewedIsTakenFromTheSharedStore() {
        TokenStore shared = TokenStore.inMemory();
        server.gives("one", 600).gives("two", 600);
        CredentialStage here = stage(client.withStore(shared));
        CredentialStage there = stage(client.withStore(shared));
        call(here);
        call(there);
        assertThat(server.questions).hasSize(1);
        server.accepts = authorization -> authorization.equals("Bearer two");
        call(here);
        call(there);
        assertThat(server.questions)
                .as("the other's token is found in the store")
                .hasSize(2);
        assertThat(server.sent()).containsExactly("one", "one", "one", "two", "one", "two");
    }
}
