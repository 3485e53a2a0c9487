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
import dev.catchwater.fairlead.balance.Pools;
import dev.catchwater.fairlead.breaker.Circuits;
import dev.catchwater.fairlead.credentials.CredentialStage;
import dev.catchwater.fairlead.exchange.VertxExchange;
import dev.catchwater.fairlead.guard.GuardPolicy;
import dev.catchwater.fairlead.guard.GuardStage;
import dev.catchwater.fairlead.guard.Resolver;
import dev.catchwater.fairlead.observe.AccessLog;
import dev.catchwater.fairlead.observe.Careful;
import dev.catchwater.fairlead.observe.patterns.Patterns;
import dev.catchwater.fairlead.retry.RetryBudget;
import dev.catchwater.fairlead.tls.TlsMaterial;
import dev.catchwater.fairlead.tls.TlsPolicy;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.impl.CloseFuture;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What a client shares with those derived from it: connections, places, circuits, endpoints, the retry budget, call
 * numbers.
 */
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
    final Pools pools;
    final Optional<Patterns> patterns;
    final AtomicLong calls = new AtomicLong();
    final InFlight inFlight = new InFlight();
    private final Optional<Stage> credentials;
    private final Runnable release;
    private final List<CertificateWatch> watches = new ArrayList<>();
    private final FilesRead filesRead = new FilesRead();
    /** Held by what made the client, weakly. */
    private final CloseFuture end = new CloseFuture();

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
        filesRead.note(settings.tls(), tls);
        // One more: a health check takes a connection, too, and no place.
        int connections = settings.endpoints().isEmpty() ? places : places + 1;
        exchange = new VertxExchange(vertx, settings.bounds(), settings.protocol(), tls, connections, timers);
        admission = new AdmissionStage(settings.admission(), timers, this::here, listener(settings));
        credentials = authorizing(settings, listener(settings));
        circuits = new Circuits(settings.breaker(), timers, random);
        budget = new RetryBudget(settings.retries().budget(), timers);
        patterns = settings.patterns().map(policy -> new Patterns(policy, timers::nanos));
        pools = Pools.open(
                settings.endpoints(),
                timers,
                random,
                (origin, endpoint) -> GuardStage.allows(settings.guard(), origin, endpoint),
                listener(settings),
                this::check);
        endWith((VertxInternal) vertx);
    }

    /** The client ends with the verticle that made it, as its connections do: its checks and watches would go on. */
    private void endWith(VertxInternal vertx) {
        ContextInternal maker = vertx.getContext();
        CloseFuture owner = maker == null ? vertx.closeFuture() : maker.closeFuture();
        end.add(done -> close().onComplete(done));
        if (!owner.add(end)) {
            var _ = end.close();
        }
    }

    /** A health check on its way: guarded like a call, but no call. */
    private Uni<Response> check(Request request) {
        Request dressed = request.withHeaders(request.headers().orElse(settings.defaults()));
        return new Loop(vertx) {
            @Override
            Uni<Response> call() {
                return settings.guard().enabled()
                        ? new GuardStage(settings.guard(), resolver).apply(dressed, exchange)
                        : exchange.proceed(dressed);
            }
        };
    }

    static CallListener listener(Settings settings) {
        return new Careful(settings.listener()).and(new AccessLog(settings.name()));
    }

    /** Settings of a client derived from these must leave alone what belongs to the connections. */
    void check(Settings derived) {
        if (!derived.admission().equals(settings.admission())
                || !derived.breaker().equals(settings.breaker())
                || !derived.endpoints().equals(settings.endpoints())
                || !derived.patterns().equals(settings.patterns())
                || !derived.tls().equals(settings.tls())
                || derived.protocol() != settings.protocol()
                || derived.bounds().maxHeadBytes() != settings.bounds().maxHeadBytes()) {
            throw new IllegalArgumentException(
                    "admission, breaker, endpoints, patterns, TLS, the protocol and the size of heads belong"
                            + " to the connections, which a derived client shares");
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

    private record Opened(int connections, @Nullable Throwable failure) {}

    /** Opens connections to the address that the guard lets a request have; of several endpoints, some to each. */
    Uni<Integer> warmUp(Request request, int connections, GuardPolicy guard) {
        int free = settings.admission().maxInFlight() - admission.inFlight();
        int wanted = Math.clamp(connections, 0, Math.max(free, 0));
        List<Request> targets = pools.targets(request);
        List<Uni<Opened>> opening = new ArrayList<>();
        for (int i = 0; i < targets.size(); i++) {
            opening.add(open(targets.get(i), (wanted + i) / targets.size(), guard)
                    .onItemOrFailure()
                    .transform((opened, thrown) -> new Opened(thrown == null ? opened : 0, thrown)));
        }
        return Uni.join().all(opening).andFailFast().flatMap(all -> {
            boolean any = all.stream().anyMatch(opened -> opened.failure() == null);
            return any
                    ? Uni.createFrom()
                            .item(all.stream().mapToInt(Opened::connections).sum())
                    : Uni.createFrom().failure(all.getFirst().failure());
        });
    }

    private Uni<Integer> open(Request request, int connections, GuardPolicy guard) {
        Next unsent = pinned -> Uni.createFrom().item(new Response(pinned, 204, Headers.none(), ResponseBody.empty()));
        Uni<Response> checked =
                guard.enabled() ? new GuardStage(guard, resolver).apply(request, unsent) : unsent.proceed(request);
        return checked.flatMap(answer -> exchange.open(answer.request(), connections));
    }

    /** Loads a policy's files on a worker and makes connections with them from then on. */
    Uni<Void> updateTls(TlsPolicy policy) {
        return Uni.createFrom()
                .completionStage(() -> vertx.<Void>executeBlocking(() -> {
                            TlsMaterial tls = TlsMaterial.load(policy, vertx);
                            exchange.update(tls);
                            filesRead.note(policy, tls);
                            return null;
                        })
                        .toCompletionStage());
    }

    synchronized CertificateWatch watch(TlsPolicy policy, Duration every) {
        if (closed) {
            throw new IllegalStateException("the client is closed");
        }
        CertificateWatch watch =
                new CertificateWatch(vertx, timers, policy, every, this::updateTls, listener(settings));
        watches.add(watch);
        return watch.begin(filesRead.fingerprint(policy));
    }

    /** Closes every connection; the first time, at least. */
    synchronized Future<Void> close() {
        if (closed) {
            return Future.succeededFuture();
        }
        closed = true;
        watches.forEach(CertificateWatch::close);
        pools.close();
        release.run();
        Future<Void> done = exchange.close();
        admission.close();
        var _ = end.close(); // which asks for this once more, and is let go by what made the client
        return done;
    }

    /** The event loop of the call that asks; {@link Loop} has seen to it that there is one. */
    Executor here() {
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
