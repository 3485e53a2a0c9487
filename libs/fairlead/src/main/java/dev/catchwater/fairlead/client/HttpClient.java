package dev.catchwater.fairlead.client;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.catchwater.fairlead.CallListener;
import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.Next;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.Timers;
import dev.catchwater.fairlead.balance.EndpointView;
import dev.catchwater.fairlead.breaker.CircuitView;
import dev.catchwater.fairlead.guard.Resolver;
import dev.catchwater.fairlead.json.Json;
import dev.catchwater.fairlead.observe.patterns.PatternView;
import dev.catchwater.fairlead.observe.patterns.Patterns;
import dev.catchwater.fairlead.signal.RateSignal;
import dev.catchwater.fairlead.tls.TlsPolicy;
import dev.catchwater.fairlead.websocket.WebSocketClient;
import dev.catchwater.fairlead.websocket.WebSocketPolicy;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/**
 * Sends requests and gives answers, reactively. Thread-safe; make one for each purpose and keep it.
 *
 * <p>Failures are {@link dev.catchwater.fairlead.HttpException}s around a sealed {@link HttpFailure}. Any status is an
 * answer, not a failure. Answers come on the caller's event loop, or on one of Vert.x's if it has none.
 */
public final class HttpClient implements AutoCloseable {
    private final Shared shared;
    private final Settings settings;
    private final InFlight mine;
    private final Next pipeline;
    private final Next entry;
    private final Json json = Json.standard();
    private volatile boolean closed;

    private HttpClient(Shared shared, Settings settings, InFlight mine) {
        this.shared = shared;
        this.settings = settings;
        this.mine = mine;
        CallListener listener = Shared.listener(settings).and(shared.inFlight);
        if (shared.patterns.isPresent()) {
            listener = listener.and(shared.patterns.get());
        }
        if (isDerived()) {
            listener = listener.and(mine);
        }
        pipeline = Pipeline.of(settings, shared, listener);
        entry = settings.tracing()
                .map(tracing -> (Next) request -> tracing.send(request, this::begin))
                .orElse(this::begin);
    }

    /** A client on real time. */
    public static HttpClient create(Vertx vertx, Settings settings) {
        // Random, unlike the default generator, is safe to be shared by event loops.
        RandomGenerator random = new Random(RandomGenerator.getDefault().nextLong());
        return create(vertx, settings, new VertxTimers(vertx, InstantSource.system()), random);
    }

    /**
     * A client whose time and chance are given, for tests and simulations.
     *
     * @param random is asked on several event loops at once, unless all callers are on one
     */
    public static HttpClient create(Vertx vertx, Settings settings, Timers timers, RandomGenerator random) {
        VertxResolver resolver = new VertxResolver(vertx);
        return first(new Shared(vertx, settings, timers, random, new RecentNames(resolver, timers), resolver::close));
    }

    /** A client whose names are looked up elsewhere. */
    public static HttpClient create(
            Vertx vertx, Settings settings, Timers timers, RandomGenerator random, Resolver resolver) {
        return first(new Shared(vertx, settings, timers, random, resolver, () -> {}));
    }

    private static HttpClient first(Shared shared) {
        return new HttpClient(shared, shared.settings, shared.inFlight);
    }

    /**
     * A client with other settings over the same connections, cheap enough to make one for each user or job. Places,
     * circuits and the retry budget are shared, and admission tells of its calls to the first client's listener alone.
     * Closing it closes no connection; closing the client it comes from ends its calls, too.
     *
     * @throws IllegalArgumentException if admission, breaker, endpoints, patterns, TLS, the protocol or the size of heads
     *     differ, which belong to the connections
     */
    public HttpClient derive(UnaryOperator<Settings> change) {
        Settings changed = change.apply(settings);
        shared.check(changed);
        return new HttpClient(shared, changed, new InFlight());
    }

    /** Sends a request. Lazy: each subscription is a call. Cancelling closes the exchange. */
    public Uni<Response> send(Request request) {
        return entry.proceed(request);
    }

    private Uni<Response> begin(Request request) {
        return new Loop(shared.vertx) {
            @Override
            Uni<Response> call() {
                return isClosed()
                        ? Uni.createFrom().failure(new HttpFailure.Closed().asException())
                        : pipeline.proceed(request.withHeaders(request.headers().orElse(settings.defaults())));
            }
        };
    }

    /** Sends a request and reads a 2xx answer as JSON. */
    public <T> Uni<T> json(Request request, Class<T> type) {
        return send(accepting(request)).flatMap(response -> json.read(response, type));
    }

    /** The same for generic types. */
    public <T> Uni<T> json(Request request, TypeReference<T> type) {
        return send(accepting(request)).flatMap(response -> json.read(response, type));
    }

    /** The request with this value as its JSON body. */
    public Request withJson(Request request, Object value) {
        return json.write(request, value);
    }

    /**
     * WebSockets whose handshakes this client makes. Each holds a place among the calls in flight while it is connected,
     * so they want a client of their own with as many places, and without retries, since sessions try again themselves.
     */
    public WebSocketClient webSockets(WebSocketPolicy policy) {
        return new WebSocketClient(this::send, policy, shared.timers, new SecureRandom(), () -> Loop.of(shared.vertx));
    }

    /** The name given in the settings. */
    public String name() {
        return settings.name();
    }

    /**
     * Reads a policy's certificates and keys, off the event loop, and makes every connection from then on with them,
     * those of clients derived from the same one too; calls that have begun end undisturbed. The same policy again reads
     * its files again. Fails with an {@link IllegalArgumentException} if they cannot be used: then all stays as it was.
     */
    public Uni<Void> updateTls(TlsPolicy policy) {
        return shared.updateTls(policy);
    }

    /**
     * Looks at the files of a policy every so often, off the event loop, and replaces this client's certificates as
     * {@link #updateTls} does when they have changed; {@link CallEvent.TlsReloaded} tells of it. It does so at once if they
     * are not as the client last used them, also if it never did; but not where it was updated with another policy since,
     * and they are as they were. Until it is closed, or the client.
     */
    public CertificateWatch watchTls(TlsPolicy policy, Duration every) {
        return shared.watch(policy, every);
    }

    /** Attempts in flight, bodies included. */
    public int inFlight() {
        return shared.admission.inFlight();
    }

    /** Attempts that wait for a place. */
    public int queued() {
        return shared.admission.queued();
    }

    /** How many attempts may be in flight now: fixed, or adapted to the upstream's latency. */
    public int limit() {
        return shared.admission.limit();
    }

    /**
     * Heeds a limit that an upstream told elsewhere than in header fields, as if an answer to this request had told it;
     * {@link dev.catchwater.fairlead.signal.ErrorCodes} reads some. Nothing happens if the client does not learn.
     */
    public void heed(Request request, RateSignal signal) {
        shared.admission.heed(request, signal);
    }

    /** The circuits of the origins that were asked; at most as many as the breaker's policy allows. */
    public List<CircuitView> circuits() {
        return shared.circuits.views();
    }

    /** The endpoints of the origins that have several, and how they fare; to look at only. */
    public List<EndpointView> endpoints() {
        return shared.pools.views();
    }

    /**
     * How each host and route has answered of late, the busiest first; empty unless the settings watch patterns. Takes
     * some milliseconds for hundreds of busy routes: not for an event loop.
     */
    public List<PatternView> patterns() {
        return shared.patterns.map(Patterns::views).orElse(List.of());
    }

    /**
     * Opens connections to an origin before they are needed, on the caller's event loop, and leaves them idle in the
     * pool; servers and the pool close idle connections after a while. The address guard holds here, too.
     *
     * @param connections how many there should be; no more than there are free places
     * @return how many could be opened, one where calls share it (HTTP/2); fails as a call would where none could
     */
    public Uni<Integer> warmUp(URI origin, int connections) {
        return Uni.createFrom()
                .deferred(() -> isClosed()
                        ? Uni.createFrom().failure(new HttpFailure.Closed().asException())
                        : shared.warmUp(Request.get(origin), connections, settings.guard()));
    }

    /**
     * Refuses new calls, waits until those in flight have ended or the time is over, then closes as {@link #close()}
     * does. A derived client waits for its own calls, the first one for those of all.
     *
     * @return how many calls were cut off
     */
    public Uni<Integer> close(Duration limit) {
        return Uni.createFrom()
                .deferred(() -> {
                    refuse();
                    return mine.none(limit, shared.timers);
                })
                .flatMap(left -> Uni.createFrom()
                        .completionStage(() -> closeConnections().toCompletionStage())
                        .replaceWith(left));
    }

    /** Refuses new calls and, unless it is derived, closes all connections; bodies in flight fail. Idempotent. */
    @Override
    public void close() {
        refuse();
        closeConnections();
    }

    private void refuse() {
        closed = true;
        shared.refusing |= !isDerived();
    }

    private boolean isClosed() {
        return closed || shared.refusing;
    }

    private Future<Void> closeConnections() {
        return isDerived() ? Future.succeededFuture() : shared.close();
    }

    private boolean isDerived() {
        return mine != shared.inFlight;
    }

    private static Request accepting(Request request) {
        return request.headers().contains("Accept") ? request : request.withHeader("Accept", "application/json");
    }
}
