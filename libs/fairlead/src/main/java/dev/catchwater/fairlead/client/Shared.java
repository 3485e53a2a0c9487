package dev.catchwater.fairlead.client;

import dev.catchwater.fairlead.CallListener;
import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.Next;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.ResponseBody;
import dev.catchwater.fairlead.Stage;
import dev.catchwater.fairlead.Timers;
import dev.catchwater.fairlead.admission.AdmissionStage;
import dev.catchwater.fairlead.breaker.Circuits;
import dev.catchwater.fairlead.credentials.CredentialStage;
import dev.catchwater.fairlead.exchange.VertxExchange;
import dev.catchwater.fairlead.guard.GuardPolicy;
import dev.catchwater.fairlead.guard.GuardStage;
import dev.catchwater.fairlead.guard.Resolver;
import dev.catchwater.fairlead.observe.AccessLog;
import dev.catchwater.fairlead.observe.Careful;
import dev.catchwater.fairlead.retry.RetryBudget;
import dev.catchwater.fairlead.tls.TlsMaterial;
import dev.catchwater.fairlead.tls.TlsPolicy;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/** What a client shares with those derived from it: connections, places, circuits, the retry budget, call numbers. */
final class Shared {
    final Vertx vertx;
    final Settings settings;
    final Timers timers;
    final RandomGenerator random;
    final Resolver resolver;
    final VertxExchange exchange;
    final AdmissionStage admission;
    final Circuits circuits;
    final RetryBudget budget;
    final AtomicLong calls = new AtomicLong();
    final InFlight inFlight = new InFlight();
    private final Optional<Stage> credentials;
    private final Runnable release;
    /** Set once, by the first client, for all. */
    volatile boolean refusing;

    private boolean closed;

    Shared(Vertx vertx, Settings settings, Timers timers, RandomGenerator random, Resolver resolver, Runnable release) {
        this.vertx = vertx;
        this.settings = settings;
        this.timers = timers;
        this.random = random;
        this.resolver = resolver;
        this.release = release;
        int places = settings.admission().maxInFlight();
        TlsMaterial tls = TlsMaterial.load(settings.tls(), vertx);
        exchange = new VertxExchange(vertx, settings.bounds(), tls, places, timers);
        admission = new AdmissionStage(settings.admission(), timers, this::here, listener(settings));
        credentials = authorizing(settings, listener(settings));
        circuits = new Circuits(settings.breaker(), timers, random);
        budget = new RetryBudget(settings.retries().budget(), timers);
    }

    static CallListener listener(Settings settings) {
        return new Careful(settings.listener()).and(new AccessLog(settings.name()));
    }

    /** Settings of a client derived from these must leave alone what belongs to the connections. */
    void check(Settings derived) {
        if (!derived.admission().equals(settings.admission())
                || !derived.breaker().equals(settings.breaker())
                || !derived.tls().equals(settings.tls())
                || derived.bounds().maxHeadBytes() != settings.bounds().maxHeadBytes()) {
            throw new IllegalArgumentException(
                    "admission, breaker, TLS and the size of heads belong to the connections,"
                            + " which a derived client shares");
        }
    }

    /** The budget of all, unless a derived client has one of its own. */
    RetryBudget budget(Settings derived) {
        return derived.retries().budget().equals(settings.retries().budget())
                ? budget
                : new RetryBudget(derived.retries().budget(), timers);
    }

    /** The stage of all, so that they ask for tokens together, unless a derived client has credentials of its own. */
    Optional<Stage> credentials(Settings derived, CallListener listener) {
        return derived.credentials().equals(settings.credentials()) ? credentials : authorizing(derived, listener);
    }

    private Optional<Stage> authorizing(Settings some, CallListener listener) {
        return some.credentials().isEmpty()
                ? Optional.empty()
                : Optional.of(new CredentialStage(some.credentials(), timers, random, this::here, listener));
    }

    /** Opens connections to the address that the guard lets a request have. */
    Uni<Integer> warmUp(Request request, int connections, GuardPolicy guard) {
        Next unsent = pinned -> Uni.createFrom().item(new Response(pinned, 204, Headers.none(), ResponseBody.empty()));
        Uni<Response> checked =
                guard.enabled() ? new GuardStage(guard, resolver).apply(request, unsent) : unsent.proceed(request);
        return checked.flatMap(answer -> {
            int free = settings.admission().maxInFlight() - admission.inFlight();
            return exchange.open(answer.request(), Math.clamp(connections, 0, Math.max(free, 0)));
        });
    }

    /** Loads a policy's files on a worker and makes connections with them from then on. */
    Uni<Void> updateTls(TlsPolicy policy) {
        return Uni.createFrom()
                .completionStage(() -> vertx.<Void>executeBlocking(() -> {
                            exchange.update(TlsMaterial.load(policy, vertx));
                            return null;
                        })
                        .toCompletionStage());
    }

    /** Closes every connection; the first time, at least. */
    synchronized Future<Void> close() {
        if (closed) {
            return Future.succeededFuture();
        }
        closed = true;
        release.run();
        Future<Void> done = exchange.close();
        admission.close();
        return done;
    }

    /** The event loop of the call that asks; {@link Loop} has seen to it that there is one. */
    private Executor here() {
        Context context = vertx.getOrCreateContext();
        return task -> context.runOnContext(ignored -> task.run());
    }

    /** The same, without a detour where the task is on that loop already. */
    @SuppressWarnings("ReferenceEquality") // a context is itself, and nothing else is equal to it
    Executor loop() {
        Context context = vertx.getOrCreateContext();
        return task -> {
            if (Vertx.currentContext() == context && Context.isOnEventLoopThread()) {
                task.run();
            } else {
                context.runOnContext(ignored -> task.run());
            }
        };
    }
}
