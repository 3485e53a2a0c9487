package dev.catchwater.fairlead.redirect;

import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.Answers;
import dev.catchwater.fairlead.CallListener;
import dev.catchwater.fairlead.CredentialFields;
import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.ManualTimers;
import dev.catchwater.fairlead.Next;
import dev.catchwater.fairlead.Request;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Redirects that order a wait. */
class RedirectWaitTest {
    private final List<Request> sent = new ArrayList<>();
    private final ManualTimers timers = new ManualTimers();

    private RedirectStage stage(RedirectPolicy policy) {
        return new RedirectStage(
                policy, CredentialFields.WELL_KNOWN, Duration.ofSeconds(30), timers, CallListener.NONE);
    }

    /** RFC 9110 §10.2.3: with a redirect it is the least time before the next request. */
    @Test
    void aRedirectThatOrdersAWaitIsFollowedAfterIt() {
        Next waiting = asked -> Uni.createFrom().item(() -> {
            sent.add(asked);
            return sent.size() > 1
                    ? Answers.of(asked, 200)
                    : Answers.of(asked, 302, Headers.of("Location", "/b").plus("Retry-After", "20"), "wait");
        });
        var answer = stage(RedirectPolicy.DEFAULT)
                .apply(Request.get("http://a.test/"), waiting)
                .subscribe()
                .asCompletionStage();
        timers.clock().advance(Duration.ofSeconds(19));
        assertThat(sent).hasSize(1);
        timers.clock().advance(Duration.ofSeconds(1));
        assertThat(answer.join().status()).isEqualTo(200);
        assertThat(sent).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://a.test/", "ftp://b.test/", "https://user@b.test/"})
    void aRedirectThatLeadsNowhereIsNotWaitedFor(String location) {
        Next busy = asked -> Uni.createFrom()
                .item(Answers.of(asked, 307, Headers.of("Location", location).plus("Retry-After", "20"), "wait"));
        var answer = stage(RedirectPolicy.DEFAULT)
                .apply(Request.get("https://a.test/"), busy)
                .subscribe()
                .asCompletionStage();
        assertThat(answer).isCompletedExceptionally();
        assertThat(timers.clock().pending()).isZero();
    }

    @Test
    void whoGoesAwayBeforeTheWaitIsOverLeavesNothingBehind() {
        Next busy = asked -> Uni.createFrom().item(() -> {
            sent.add(asked);
            return Answers.of(asked, 307, Headers.of("Location", "/b").plus("Retry-After", "20"), "wait");
        });
        var call = stage(RedirectPolicy.DEFAULT)
                .apply(Request.get("http://a.test/"), busy)
                .subscribe()
                .with(answer -> {});
        assertThat(timers.clock().pending()).isEqualTo(1);
        call.cancel();
        assertThat(timers.clock().pending()).isZero();
        timers.clock().advance(Duration.ofSeconds(20));
        assertThat(sent).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"31", "99999999999"})
    void aRedirectThatOrdersALongerWaitIsTheCallers(String seconds) {
        Next busy = asked -> Uni.createFrom().item(() -> {
            sent.add(asked);
            return Answers.of(asked, 307, Headers.of("Location", "/b").plus("Retry-After", seconds), "wait");
        });
        assertThat(get(stage(RedirectPolicy.DEFAULT).apply(Request.get("http://a.test/"), busy))
                        .status())
                .isEqualTo(307);
        assertThat(sent).hasSize(1);
    }
}
