package dev.catchwater.fairlead.deadline;

import static dev.catchwater.fairlead.Answers.failureOf;
import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.catchwater.fairlead.Answers;
import dev.catchwater.fairlead.HttpException;
import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.ManualTimers;
import dev.catchwater.fairlead.Next;
import dev.catchwater.fairlead.Request;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeLeftStageTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Request GET = Request.get("http://upstream.test/");

    private final ManualTimers timers = new ManualTimers();
    private final List<Request> sent = new ArrayList<>();
    private final Next upstream = request -> Uni.createFrom().item(() -> {
        sent.add(request);
        return Answers.of(request, 204);
    });

    private TimeLeftStage stage(Propagation propagation) {
        return new TimeLeftStage(LIMIT, propagation, timers);
    }

    private Request expiringIn(Duration left) {
        return GET.withExpiry(timers.nanos() + left.toNanos());
    }

    @Test
    void anAttemptWithNoTimeLeftIsNotBegun() {
        assertThat(failureOf(stage(Propagation.NONE).apply(expiringIn(Duration.ZERO), upstream)))
                .isEqualTo(new HttpFailure.TimedOut(HttpFailure.Phase.TOTAL, LIMIT));
        assertThat(sent).isEmpty();
        get(stage(Propagation.NONE).apply(expiringIn(Duration.ofNanos(1)), upstream));
        assertThat(sent).hasSize(1);
    }

    @Test
    void upstreamsAreToldNothingUnlessThePolicySaysSo() {
        get(stage(Propagation.NONE).apply(expiringIn(LIMIT), upstream));
        assertThat(sent.getFirst().headers().size()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"1500,1500,1500m", "1,1,1m", "99999999,99999999,99999999m", "100000000,100000000,100000S"})
    void eachAttemptTellsWhatIsLeftOfTheCall(long left, String millis, String grpc) {
        Request first = expiringIn(Duration.ofMillis(left + 250));
        timers.clock().advance(Duration.ofMillis(250));
        get(stage(Propagation.millisecondsIn("X-Request-Deadline")).apply(first, upstream));
        get(stage(Propagation.grpc()).apply(first.withHeader("grpc-timeout", "9H"), upstream));
        assertThat(sent.getFirst().headers().first("X-Request-Deadline")).contains(millis);
        assertThat(sent.getLast().headers().all("grpc-timeout")).containsExactly(grpc);
    }

    @Test
    void aCallWithoutALimitTellsNothing() {
        get(stage(Propagation.millisecondsIn("X-Request-Deadline")).apply(GET.withoutTimeout(), upstream));
        assertThat(sent.getFirst().headers().first("X-Request-Deadline")).isEqualTo(Optional.empty());
    }

    @Test
    void whatIsNoFieldNameIsRefusedAtOnce() {
        assertThatThrownBy(() -> Propagation.millisecondsIn("X Deadline")).isInstanceOf(HttpException.class);
    }
}
