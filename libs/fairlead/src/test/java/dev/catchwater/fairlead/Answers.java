package dev.catchwater.fairlead;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;

/** Made-up answers for stages that are tested without a network. */
public final class Answers {
    /** Long enough for a loaded machine; no test waits for it to pass. */
    public static final Duration PATIENCE = Duration.ofSeconds(30);

    private Answers() {}

    public static Response of(Request request, int status, Headers headers, String body) {
        return new Response(request, status, headers, body(body));
    }

    public static Response of(Request request, int status, String... headers) {
        return new Response(request, status, Headers.of(headers), ResponseBody.empty());
    }

    public static ResponseBody body(String text) {
        return ResponseBody.of(Multi.createFrom().item(Buffer.buffer(text)), () -> {});
    }

    /** Waits for a result on the test's own thread. */
    public static <T> T get(Uni<T> uni) {
        return uni.await().atMost(PATIENCE);
    }

    /** The failure that a call is expected to end with. */
    public static HttpFailure failureOf(Uni<?> uni) {
        try {
            Object item = get(uni);
            throw new AssertionError("no failure but " + item);
        } catch (HttpException expected) {
            return expected.failure();
        }
    }
}
