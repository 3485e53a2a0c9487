package dev.catchwater.fairlead.caching;

import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.CallListener;
import dev.catchwater.fairlead.ManualTimers;
import dev.catchwater.fairlead.Method;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.cache.CachePolicy;
import dev.catchwater.fairlead.store.ChainedStore;
import dev.catchwater.fairlead.store.MemoryStore;
import dev.catchwater.fairlead.store.OutOfOrderStore;
import dev.catchwater.fairlead.store.ResponseStore;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an answer changes in a client's cache besides its own entry: RFC 9111 §4.4, RFC 9110 §7.1. */
class InvalidatingTest {
    private static final Request ASK = Request.get("http://origin.test/a");
    private static final Request OTHER = Request.get("http://origin.test/b");
    private static final String CC = "Cache-Control";

    private final ManualTimers timers = new ManualTimers();
    private final MemoryStore memory = new MemoryStore(1_000_000, 1_000);
    private final List<UniEmitter<? super Void>> gate = new ArrayList<>();
    private final Origin origin = new Origin();
    private CachingStage stage = over(memory);

    private CachingStage over(ResponseStore store) {
        return new CachingStage(
                CachingPolicy.of(CachePolicy.PRIVATE, store).withCollapse(CachingPolicy.Collapse.OFF),
                timers,
                () -> Runnable::run,
                CallListener.NONE);
    }

    private Response send(Request request) {
        return get(stage.apply(request, origin));
    }

    private String read(Request request) {
        return get(send(request).text());
    }

    private static Request put(Request request) {
        return request.withMethod(Method.PUT);
    }

    private void pass(long seconds) {
        timers.clock().advance(Duration.ofSeconds(seconds));
    }

    private void leaveAndOpenTheGate(Request request) {
        stage = over(new GatedStore(memory, Uni.createFrom().emitter(gate::add)));
        stage.apply(request, origin).subscribe().with(response -> {}).cancel();
        assertThat(gate).isNotEmpty();
        List.copyOf(gate).forEach(waiting -> waiting.complete(null));
        stage = over(memory);
    }

    @Nested
    class Section4_4_InvalidatingStoredResponses {
        @Test
        void aMarkThatCannotBeSetFarAwayCostsNoOther() {
            stage = over(new ChainedStore(memory, new OutOfOrderStore()));
            origin.answers(200, "one", CC, "max-age=99", "Cache-Groups", "\"g\"")
                    .answers(200, "two", CC, "max-age=99");
            read(ASK);
            read(OTHER);
            pass(1);
            origin.answers(201, "", "Location", "/b", "Cache-Group-Invalidation", "\"h\"");
            send(put(ASK));
            origin.answers(200, "new one").answers(200, "new two");
            assertThat(read(ASK)).isEqualTo("new one");
            assertThat(read(OTHER)).isEqualTo("new two");
        }

        @Test
        void aCallerWhoLeavesDoesNotTakeTheInvalidationAlong() {
            origin.answers(200, "one", CC, "max-age=99").answers(204, "").answers(200, "two");
            read(ASK);
            pass(1);
            leaveAndOpenTheGate(put(ASK));
            assertThat(read(ASK)).isEqualTo("two");
        }

        @ParameterizedTest
        @ValueSource(strings = {"Accept-Encoding", "Authorization", "Cookie"})
        void whatIsKeptApartForTheSameUriIsInvalidatedWithIt(String field) {
            Request apart = ASK.withHeader(field, "x");
            origin.answers(200, "one", CC, "max-age=99").answers(204, "").answers(200, "two");
            read(apart);
            pass(1);
            send(put(ASK));
            assertThat(read(apart)).isEqualTo("two");
        }

        @Test
        void whatIsInvalidForOneIsInvalidForAll() {
            origin.answers(200, "one", CC, "max-age=99").answers(204, "").answers(200, "two");
            read(ASK);
            pass(1);
            send(put(ASK.withHeader("Accept-Encoding", "br")));
            assertThat(read(ASK)).isEqualTo("two");
        }
    }

    @Nested
    class Section4_3_3_HandlingAValidationResponse {
        @Test
        void aCallerWhoLeavesDoesNotKeepWhatMayNotBeKept() {
            origin.answers(200, "one", CC, "max-age=9", "ETag", "\"1\"").answers(304, "", CC, "no-store");
            read(ASK);
            pass(9);
            leaveAndOpenTheGate(ASK);
            origin.answers(200, "two");
            assertThat(read(ASK.withHeader(CC, "max-stale"))).isEqualTo("two");
        }
    }

    /** RFC 9110 §7.1: Host names the target's authority. */
    @Nested
    class Section7_1_DeterminingTheTargetResource {
        private final Request named = ASK.withHeader("Host", "named.test");

        @Test
        void aHostOfTheCallersOwnIsAnotherTarget() {
            origin.answers(200, "origin's", CC, "max-age=9").answers(200, "named's", CC, "max-age=9");
            for (int i = 0; i < 2; i++) {
                assertThat(read(ASK)).isEqualTo("origin's");
                assertThat(read(named)).isEqualTo("named's");
            }
        }

        @Test
        void oneServersAnswerIsNotThatOfTheServerWhoseNameItWasAskedBy() {
            origin.answers(200, "somebody's", CC, "max-age=9").answers(200, "its own", CC, "max-age=9");
            read(named);
            assertThat(read(Request.get("http://named.test/a"))).isEqualTo("its own");
            assertThat(read(named)).isEqualTo("somebody's");
        }

        @Test
        void whatChangesTheTargetChangesItByWhicheverServer() {
            Request direct = Request.get("http://named.test/a");
            origin.answers(200, "one", CC, "max-age=99").answers(204, "").answers(200, "two");
            read(direct);
            pass(1);
            send(put(named));
            assertThat(read(direct)).isEqualTo("two");
        }

        @Test
        void theOriginsOwnNameMakesNoDifference() {
            origin.answers(200, "one", CC, "max-age=9");
            read(ASK);
            assertThat(read(ASK.withHeader("Host", "ORIGIN.test:80"))).isEqualTo("one");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "a/b", "user@named.test", "named.test?x", "a b"})
        void aHostThatNamesNoTargetGoesPastTheCache(String host) {
            Request odd = ASK.withHeader("Host", host);
            origin.answers(200, "one", CC, "max-age=9").answers(200, "two", CC, "max-age=9");
            assertThat(send(odd).headers().first("Cache-Status")).contains("fairlead;fwd=bypass");
            assertThat(read(odd)).isEqualTo("two");
        }
    }
}
