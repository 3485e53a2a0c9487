package dev.catchwater.fairlead.caching;

import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.CallListener;
import dev.catchwater.fairlead.ManualTimers;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Variants that an origin chooses among: RFC 9111 §4.1, §4.3.1, §4.3.4. */
class NegotiatedTest {
    private static final Request ASK = Request.get("http://origin.test/a");
    private static final Request ENGLISH = ASK.withHeader("Accept-Language", "en");
    private static final Request GERMAN = ASK.withHeader("Accept-Language", "de");
    private static final Request SWISS = ASK.withHeader("Accept-Language", "de-CH");
    private static final String[] VARIES = {"Cache-Control", "max-age=10", "Vary", "Accept-Language", "ETag", ""};

    private final ManualTimers timers = new ManualTimers();
    private final CachingStage stage =
            new CachingStage(CachingPolicy.inMemory(1_000_000, 1_000), timers, () -> Runnable::run, CallListener.NONE);
    private final Origin origin = new Origin();

    private static String[] tagged(String tag) {
        String[] headers = VARIES.clone();
        headers[5] = tag;
        return headers;
    }

    private Response send(Request request) {
        return get(stage.apply(request, origin));
    }

    private String read(Request request) {
        return get(send(request).text());
    }

    @BeforeEach
    void twoVariantsAreStored() {
        origin.answers(200, "hello", tagged("\"en\"")).answers(200, "hallo", tagged("\"de\""));
        read(ENGLISH);
        read(GERMAN);
    }

    @Test
    void aNotModifiedSaysWhichOneAnswersFromNowOn() {
        origin.answers(304, "", tagged("\"de\""));
        Response swiss = send(SWISS);
        assertThat(origin.requests.getLast().headers().first("If-None-Match").orElseThrow())
                .contains("\"de\"")
                .contains("\"en\"");
        assertThat(swiss.status()).isEqualTo(200);
        assertThat(swiss.headers().all("Cache-Status"))
                .containsExactly("fairlead;fwd=vary-miss;fwd-status=304;ttl=10;stored");
        assertThat(get(swiss.text())).isEqualTo("hallo");
        assertThat(read(SWISS)).isEqualTo("hallo");
        assertThat(read(GERMAN)).isEqualTo("hallo");
        assertThat(read(ENGLISH)).isEqualTo("hello");
        assertThat(origin.requests).hasSize(3);
    }

    @Test
    void theChosenOneIsFreshAgainToo() {
        timers.clock().advance(Duration.ofSeconds(8));
        origin.answers(304, "", tagged("\"de\""));
        read(SWISS);
        timers.clock().advance(Duration.ofSeconds(8));
        assertThat(read(GERMAN)).isEqualTo("hallo");
        assertThat(origin.requests).hasSize(3);
    }

    @Test
    void aNewVariantIsTakenAsItComes() {
        origin.answers(200, "grüezi", tagged("\"ch\""));
        assertThat(read(SWISS)).isEqualTo("grüezi");
        assertThat(read(SWISS)).isEqualTo("grüezi");
        assertThat(origin.requests).hasSize(3);
    }

    @Test
    void aNotModifiedAboutNoneOfThemIsAskedAgain() {
        origin.answers(304, "", "ETag", "\"fr\"").answers(200, "grüezi");
        assertThat(read(SWISS)).isEqualTo("grüezi");
        assertThat(origin.requests.getLast().headers().contains("If-None-Match"))
                .isFalse();
    }

    @Test
    void aNotModifiedWithWhichNothingMayBeStoredTakesTheStoredAway() {
        origin.answers(304, "", "Cache-Control", "no-store", "Vary", "Accept-Language", "ETag", "\"de\"")
                .answers(200, "neu", tagged("\"de2\""));
        assertThat(read(SWISS)).isEqualTo("hallo");
        assertThat(read(GERMAN)).isEqualTo("neu");
    }

    @Test
    void anErrorIsNoReasonToAnswerWithAnother() {
        origin.answers(503, "busy");
        assertThat(send(SWISS).status()).isEqualTo(503);
    }
}
