package dev.catchwater.fairlead.conditional;

import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.Answers;
import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.Next;
import dev.catchwater.fairlead.Request;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConditionalTest {
    private static final Request GET = Request.get("http://upstream.test/");
    private static final Validators KNOWN =
            new Validators(Optional.of("W/\"1\""), Optional.of("yesterday, more or less"));

    private final List<Request> sent = new ArrayList<>();

    private Conditional ask(Validators known, int status, String... headers) {
        Next upstream = request -> {
            sent.add(request);
            return Uni.createFrom().item(Answers.of(request, status, headers));
        };
        return get(Conditional.get(upstream, GET, known));
    }

    @Test
    void whatIsKnownIsSentAsItCame() {
        ask(KNOWN, 304);
        assertThat(sent.getFirst().headers())
                .isEqualTo(Headers.of("If-None-Match", "W/\"1\"", "If-Modified-Since", "yesterday, more or less"));
        ask(Validators.NONE, 200);
        assertThat(sent.getLast().headers().size()).isZero();
    }

    @Test
    void a304KeepsWhatIsKnownAndTakesWhatItSaysAnew() {
        assertThat(ask(KNOWN, 304, "ETag", "\"2\"")).isInstanceOf(Conditional.NotModified.class);
        assertThat(ask(KNOWN, 304, "ETag", "\"2\"").validators())
                .isEqualTo(new Validators(Optional.of("\"2\""), KNOWN.lastModified()));
    }

    @Test
    void aNewVersionBringsItsOwnValidators() {
        Conditional fetched = ask(KNOWN, 200, "ETag", "\"3\"");
        assertThat(fetched).isInstanceOf(Conditional.Fetched.class);
        assertThat(fetched.validators()).isEqualTo(new Validators(Optional.of("\"3\""), Optional.empty()));
    }

    @Test
    void anErrorPageIsNoVersionOfWhatWasAskedFor() {
        assertThat(ask(KNOWN, 503, "ETag", "\"error\"").validators()).isEqualTo(KNOWN);
    }

    @Test
    void validatorsThatNoRequestMayCarryCountAsAbsent() {
        for (String odd : List.of("x".repeat(1_025), " ", "a\u0001b", "a\u007f")) {
            assertThat(Validators.of(Headers.received(new String[] {"ETag", odd})))
                    .isEqualTo(Validators.NONE);
        }
    }
}
