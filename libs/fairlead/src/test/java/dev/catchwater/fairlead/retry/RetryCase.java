package dev.catchwater.fairlead.retry;

import dev.catchwater.fairlead.Answers;
import dev.catchwater.fairlead.CallEvent;
import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.ManualTimers;
import dev.catchwater.fairlead.Next;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import io.smallrye.mutiny.Uni;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** A retry stage over a script of answers and failures; the last of them is repeated. */
abstract class RetryCase {
    static final Request GET = Request.get("http://upstream.test/");
    static final HttpFailure REFUSED = new HttpFailure.Refused("http://upstream.test:80", "refused");

    final ManualTimers timers = new ManualTimers();
    final List<CallEvent> events = new ArrayList<>();
    final Deque<Function<Request, Response>> script = new ArrayDeque<>();
    int sent;
    final Next upstream = request -> Uni.createFrom().item(() -> {
        sent++;
        return script.size() > 1
                ? script.removeFirst().apply(request)
                : script.getFirst().apply(request);
    });

    RetryStage stage(RetryPolicy policy) {
        return new RetryStage(policy, timers, new Random(1), events::add);
    }

    void answers(int status, String... headers) {
        script.add(request -> Answers.of(request, status, Headers.of(headers), "busy"));
    }

    void fails(HttpFailure failure) {
        script.add(request -> {
            throw failure.asException();
        });
    }

    CompletableFuture<Response> call(Request request) {
        return stage(RetryPolicy.DEFAULT).apply(request, upstream).subscribeAsCompletionStage();
    }
}
