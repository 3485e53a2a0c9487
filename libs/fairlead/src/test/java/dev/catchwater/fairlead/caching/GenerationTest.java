package dev.catchwater.fairlead.caching;

import static dev.catchwater.fairlead.Answers.failureOf;
import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.Answers;
import dev.catchwater.fairlead.CallListener;
import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.ManualTimers;
import dev.catchwater.fairlead.Method;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.cache.CachePolicy;
import dev.catchwater.fairlead.cache.PrimaryKey;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a store that counts generations is told of each answer's birth: when its exchange began, and when its oldest bytes'. */
class GenerationTest {
    private static final Request ASK = Request.get("http://origin.test/a");

    private final ManualTimers timers = new ManualTimers();
    private final GenerationStore store = new GenerationStore();
    private final CachingStage stage = new CachingStage(
            CachingPolicy.of(CachePolicy.SHARED, store), timers, () -> Runnable::run, CallListener.NONE);
    private final Origin origin = new Origin();

    private String read(Request request) {
        return get(get(stage.apply(request, origin)).text());
    }

    /** The birth of each variant that is stored. */
    private List<Long> born() {
        PrimaryKey key = PrimaryKey.of(URI.create("http://origin.test/a"));
        return get(store.find(key, any -> true, timers.instant())).stream()
                .map(entry -> entry.response().born())
                .toList();
    }

    /** The store's generation moves on once the request has left. */
    private void answersIn(long next, int status, String body, String... headers) {
        origin.answers(request -> Uni.createFrom().item(() -> {
            store.generation = next;
            return body.isEmpty()
                    ? Answers.of(request, status, headers)
                    : Answers.of(request, status, Headers.of(headers), body);
        }));
    }

    @Test
    void anAnswerIsBornWhenItsRequestWasSent() {
        store.generation = 3;
        answersIn(4, 200, "one", "Cache-Control", "max-age=9");
        assertThat(read(ASK)).isEqualTo("one");
        assertThat(born()).containsExactly(3L);
    }

    @Test
    void anAnswerThatAValidationConfirmedIsBornWhenTheValidationWasSent() {
        store.generation = 3;
        answersIn(4, 200, "one", "Cache-Control", "max-age=9", "ETag", "\"1\"");
        read(ASK);
        timers.clock().advance(Duration.ofSeconds(10));
        answersIn(5, 304, "");
        assertThat(read(ASK)).isEqualTo("one");
        assertThat(born()).containsExactly(4L);
    }

    @Test
    void requestsOfDifferentGenerationsDoNotWaitForOneAnswer() {
        List<UniEmitter<? super Response>> asked = new ArrayList<>();
        var first =
                stage.apply(ASK, sent -> Uni.createFrom().emitter(asked::add)).subscribeAsCompletionStage();
        stage.apply(ASK, sent -> Uni.createFrom().emitter(asked::add)).subscribeAsCompletionStage();
        assertThat(asked).hasSize(1);
        store.generation = 1;
        var later =
                stage.apply(ASK, sent -> Uni.createFrom().emitter(asked::add)).subscribeAsCompletionStage();
        assertThat(asked).hasSize(2);
        asked.get(1).complete(Answers.of(ASK, 200, Headers.of("Cache-Control", "no-store"), "new"));
        assertThat(get(later.join().text())).isEqualTo("new");
        assertThat(first).isNotDone();
    }

    @Test
    void whatCouldNotBeSharedIsRememberedInTheNextGeneration() {
        List<UniEmitter<? super Response>> asked = new ArrayList<>();
        stage.apply(ASK, sent -> Uni.createFrom().emitter(asked::add)).subscribeAsCompletionStage();
        asked.getFirst().complete(Answers.of(ASK, 200, Headers.of("Cache-Control", "no-store"), "own"));
        store.generation = 1;
        stage.apply(ASK, sent -> Uni.createFrom().emitter(asked::add)).subscribeAsCompletionStage();
        stage.apply(ASK, sent -> Uni.createFrom().emitter(asked::add)).subscribeAsCompletionStage();
        assertThat(asked).hasSize(3);
    }

    @Test
    void aPartThatIsCompletedIsAsOldAsItsOldestBytes() {
        origin.part("0123", "0-3/10");
        read(ASK.withHeader("Range", "bytes=0-3"));
        store.generation = 7;
        origin.part("456789", "4-9/10");
        assertThat(read(ASK)).isEqualTo("0123456789");
        assertThat(born()).containsExactly(0L);
    }

    @Test
    void anAnswerThatBrokeOffIsBornWhenItsRequestWasSent() {
        store.generation = 2;
        origin.breaksOff(200, "0123", "Cache-Control", "max-age=9", "ETag", "\"1\"", "Content-Length", "10");
        assertThat(failureOf(get(stage.apply(ASK, origin)).text())).isEqualTo(Origin.CUT);
        assertThat(born()).containsExactly(2L);
    }

    @Test
    void aVariantThatIsAdoptedIsAsOldAsTheContentItCopies() {
        origin.answers(200, "one", "Cache-Control", "max-age=9", "ETag", "\"1\"", "Vary", "Foo");
        read(ASK.withHeader("Foo", "1"));
        store.generation = 5;
        origin.answers(304, "", "ETag", "\"1\"", "Cache-Control", "max-age=9", "Vary", "Foo");
        assertThat(read(ASK.withHeader("Foo", "2"))).isEqualTo("one");
        assertThat(born()).containsExactlyInAnyOrder(0L, 5L);
    }

    @Test
    void aHeadRenewsTheBirthOnlyOfWhatItsValidatorConfirms() {
        origin.answers(200, "one", "Cache-Control", "max-age=9", "ETag", "\"1\"");
        read(ASK);
        store.generation = 5;
        timers.clock().advance(Duration.ofSeconds(10));
        origin.answers(200, "", "Cache-Control", "max-age=9");
        read(ASK.withMethod(Method.HEAD).withHeader("Cache-Control", "no-cache"));
        assertThat(born()).containsExactly(0L);
        origin.answers(200, "", "Cache-Control", "max-age=9", "ETag", "\"1\"");
        timers.clock().advance(Duration.ofSeconds(10));
        read(ASK.withMethod(Method.HEAD).withHeader("Cache-Control", "no-cache"));
        assertThat(born()).containsExactly(5L);
    }
}
