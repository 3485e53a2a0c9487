package dev.catchwater.load.soak;

import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.client.HttpClient;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

/** Callers of all kinds: patient, impatient, fickle, generous. Each call is counted when it begins and when it is over. */
final class Habits {
    private static final Buffer PIECE = Buffer.buffer(new byte[4_096]);

    final LongAdder begun = new LongAdder();
    final LongAdder ended = new LongAdder();
    final LongAdder failed = new LongAdder();
    private final Vertx vertx;
    private final HttpClient client;
    private final HttpClient cached;
    private final List<String> uris;
    private final Random random;

    /** @param uris from the best to the worst */
    Habits(Vertx vertx, HttpClient client, HttpClient cached, List<String> uris, Random random) {
        this.vertx = vertx;
        this.client = client;
        this.cached = cached;
        this.uris = uris;
        this.random = random;
    }

    /** One call of some kind; on an event loop. */
    void call() {
        String uri = uris.get(Math.min(uris.size() - 1, random.nextInt(uris.size() * 2) / 2));
        Request request = Request.get(uri).withTimeout(Duration.ofMillis(100 + random.nextInt(3_000)));
        switch (random.nextInt(20)) {
            case 0, 1, 2 -> cancelLater(send(client, request));
            case 3, 4 -> watch(client.send(request).flatMap(Habits::firstPiece));
            case 5, 6 ->
                watch(client.send(request).invoke(answer -> answer.body().cancel()));
            case 7, 8 -> watch(send(client, upload(request)));
            case 9, 10 -> watch(send(cached, request));
            default -> watch(send(client, request));
        }
    }

    private static Uni<Buffer> send(HttpClient by, Request request) {
        return by.send(request).flatMap(answer -> answer.body().bytes());
    }

    /** Reads no further. */
    private static Uni<Buffer> firstPiece(Response answer) {
        return answer.body().stream().toUni();
    }

    private static Request upload(Request request) {
        return request.withMethod(dev.catchwater.fairlead.Method.POST)
                .withStream("application/octet-stream", Multi.createFrom().items(PIECE, PIECE, PIECE, PIECE));
    }

    private Cancellable watch(Uni<?> call) {
        return watch(call, new AtomicBoolean());
    }

    private Cancellable watch(Uni<?> call, AtomicBoolean over) {
        begun.increment();
        return call.subscribe().with(item -> end(over), thrown -> {
            failed.increment();
            end(over);
        });
    }

    private void end(AtomicBoolean over) {
        if (over.compareAndSet(false, true)) {
            ended.increment();
        }
    }

    /** From another thread than the event loop as well. */
    private void cancelLater(Uni<?> call) {
        AtomicBoolean over = new AtomicBoolean();
        Cancellable running = watch(call, over);
        boolean elsewhere = random.nextBoolean();
        vertx.setTimer(1 + random.nextInt(300), due -> {
            Runnable cancel = () -> {
                running.cancel();
                end(over);
            };
            if (elsewhere) {
                Thread.ofVirtual().start(cancel);
            } else {
                cancel.run();
            }
        });
    }
}
