package dev.catchwater.fairlead.redis.limits;

import dev.catchwater.fairlead.Answers;
import dev.catchwater.fairlead.CallListener;
import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.Next;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.Timers;
import dev.catchwater.fairlead.admission.AdmissionPolicy;
import dev.catchwater.fairlead.admission.AdmissionStage;
import dev.catchwater.fairlead.rate.RateLimit;
import dev.catchwater.fairlead.rate.RatePolicy;
import dev.catchwater.fairlead.redis.RedisLink;
import io.smallrye.mutiny.Uni;
import java.time.Duration;

/** One of the processes that share a limit: its admission, and callers who want all they can get. */
final class Node {
    private static final Request ASK = Request.get("http://upstream.test/");

    final RedisLink link;
    private final Timers timers;
    private final AdmissionStage admission;
    private final Next upstream;
    private volatile boolean over;

    Node(RedisLink link, RedisLeases leases, RateLimit limit, int nodes, SlidingLog log) {
        this.link = link;
        this.timers = link.timers();
        this.admission = new AdmissionStage(
                AdmissionPolicy.DEFAULT.withRates(
                        RatePolicy.NONE.withPerClient(limit).withSharing(leases.sharing(nodes))),
                timers,
                () -> Runnable::run,
                CallListener.NONE);
        this.upstream = request -> Uni.createFrom().item(() -> {
            log.add(timers.nanos());
            return Answers.of(request, 200, Headers.none(), "x");
        });
    }

    /** One call that waits for its rate for so long. */
    Uni<String> call(Duration patience) {
        Request request = ASK.withExpiry(timers.nanos() + patience.toNanos());
        return admission.apply(request, upstream).flatMap(Response::text);
    }

    /** Callers who ask again as soon as they were answered. */
    void crowd(int callers) {
        for (int i = 0; i < callers; i++) {
            again();
        }
    }

    private void again() {
        if (!over) {
            admission.apply(ASK, upstream).flatMap(Response::text).subscribe().with(text -> again(), thrown -> again());
        }
    }

    void stop() {
        over = true;
        admission.close();
    }
}
