package dev.catchwater.fairlead.sse;

import dev.catchwater.fairlead.HttpException;
import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.Next;
import dev.catchwater.fairlead.Recovery;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.Timers;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * Reads event streams and keeps them: a lost connection is made again with Last-Event-ID, after the server's pause or
 * our own growing one, with jitter. A stream ends for good when the server says so (204, or a 4xx other than 408 and
 * 429), when it is not an event stream at all, or when its reader cancels.
 *
 * <p>Give it a client without a limit on whole calls of its own, since each stream holds a place for as long as it
 * lives; silence is limited by the client's idle bound, so set that above the server's heartbeat.
 */
public final class SseClient {
    private final Next client;
    private final SsePolicy policy;
    private final Timers timers;
    private final RandomGenerator random;

    /**
     * A reader of streams.
     *
     * @param client sends the requests, e.g. {@code httpClient::send}
     */
    public SseClient(Next client, SsePolicy policy, Timers timers, RandomGenerator random) {
        this.client = client;
        this.policy = policy;
        this.timers = timers;
        this.random = random;
    }

    /** Events, and between them what happens to the connection. Demand reaches the socket. */
    public Multi<SseSignal> connect(Request request) {
        return Multi.createFrom().deferred(() -> {
            Session session = new Session(request);
            return session.connection()
                    .onCompletion()
                    .failWith(() -> new HttpFailure.Disconnected(request.origin(), "the stream ended").asException())
                    .onFailure(HttpException.class)
                    .recoverWithMulti(lost -> session.lost((HttpException) lost))
                    .onFailure(Again.class)
                    .retry()
                    .indefinitely();
        });
    }

    /** Events only. */
    public Multi<SseEvent> events(Request request) {
        return connect(request)
                .select()
                .when(signal -> Uni.createFrom().item(signal instanceof SseEvent))
                .onItem()
                .castTo(SseEvent.class);
    }

    /** Marks the place where the stream is subscribed to anew; without a stack trace, it is no error. */
    private static final class Again extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Again() {
            super("again", null, false, false);
        }
    }

    private final class Session {
        private final Request request;
        private SseParser parser = new SseParser(policy.maxEventBytes(), "");
        private Duration serverRetry = policy.firstRetry();
        private long connections;
        private int failures;

        Session(Request request) {
            this.request = request.withHeader("Accept", "text/event-stream")
                    .withHeader("Cache-Control", "no-store")
                    .withoutTimeout()
                    .withMaxBody(Long.MAX_VALUE);
        }

        Multi<SseSignal> connection() {
            return Multi.createFrom().deferred(() -> {
                parser = new SseParser(policy.maxEventBytes(), parser.lastEventId());
                return client.proceed(resumed()).onItem().transformToMulti(this::read);
            });
        }

        private Request resumed() {
            String id = parser.lastEventId();
            // Ids are UTF-8, headers are not: an id that a header cannot carry is better left out than mangled.
            boolean sendable = !id.isEmpty() && id.chars().allMatch(c -> c >= ' ' && c <= '~');
            return sendable ? request.withHeader("Last-Event-ID", id) : request;
        }

        private Multi<SseSignal> read(Response response) {
            String type = response.headers().first("Content-Type").orElse("").toLowerCase(Locale.ROOT);
            if (response.status() != 200 || !type.startsWith("text/event-stream")) {
                response.body().cancel();
                return Multi.createFrom()
                        .failure((response.status() == 200
                                        ? new HttpFailure.BadBody("it is not an event stream")
                                        : new HttpFailure.BadStatus(response.status(), response.headers()))
                                .asException());
            }
            connections++;
            Multi<SseSignal> opened = Multi.createFrom().item(new SseSignal.Opened(connections));
            Multi<SseSignal> events = response.body().stream()
                    .onItem()
                    .transformToMultiAndConcatenate(chunk -> Multi.createFrom().iterable(parser.feed(chunk)))
                    .onItem()
                    .invoke(event -> failures = 0)
                    .onItem()
                    .castTo(SseSignal.class);
            return Multi.createBy().concatenating().streams(opened, events);
        }

        /** Says that the connection is lost, waits, and fails with {@link Again}; or ends the stream for good. */
        Multi<SseSignal> lost(HttpException thrown) {
            if (thrown.failure() instanceof HttpFailure.BadStatus(int status, var headers) && status == 204) {
                return Multi.createFrom().empty();
            }
            if (isFinal(thrown.failure())) {
                return Multi.createFrom().failure(thrown);
            }
            failures++;
            serverRetry = parser.retry().orElse(serverRetry);
            Duration pause = pause(thrown.failure());
            Multi<SseSignal> news =
                    Multi.createFrom().item(new SseSignal.Lost(thrown.failure().message(), pause));
            Multi<SseSignal> wait = timers.pause(pause)
                    .onItem()
                    .transformToMulti(done -> Multi.createFrom().failure(new Again()));
            return Multi.createBy().concatenating().streams(news, wait);
        }

        /** The server's pause, doubled for each failure in a row, with up to a quarter of jitter on top. */
        private Duration pause(HttpFailure failure) {
            long base = serverRetry.toMillis() << Math.min(Math.max(failures - 1, 0), 16);
            base = Math.max(base, Recovery.asked(failure, timers.instant()).toMillis());
            long capped = Math.min(Math.max(base, 1), policy.maxRetry().toMillis());
            return Duration.ofMillis(capped + random.nextLong(capped / 4 + 1));
        }
    }

    /** What is no event stream does not become one. */
    private static boolean isFinal(HttpFailure failure) {
        return failure instanceof HttpFailure.BadBody || Recovery.isFinal(failure);
    }
}
