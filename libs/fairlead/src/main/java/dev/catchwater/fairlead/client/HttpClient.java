package dev.catchwater.fairlead.client;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.catchwater.fairlead.CallListener;
import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.Next;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.Stage;
import dev.catchwater.fairlead.Timers;
import dev.catchwater.fairlead.admission.AdmissionStage;
import dev.catchwater.fairlead.caching.CachingStage;
import dev.catchwater.fairlead.deadline.DeadlineStage;
import dev.catchwater.fairlead.decode.DecodeStage;
import dev.catchwater.fairlead.exchange.VertxExchange;
import dev.catchwater.fairlead.guard.GuardStage;
import dev.catchwater.fairlead.guard.Resolver;
import dev.catchwater.fairlead.json.Json;
import dev.catchwater.fairlead.observe.AccessLog;
import dev.catchwater.fairlead.observe.Careful;
import dev.catchwater.fairlead.observe.ObserveStage;
import dev.catchwater.fairlead.redirect.RedirectStage;
import dev.catchwater.fairlead.retry.RetryStage;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Sends requests and gives answers, reactively. Thread-safe; make one for each purpose and keep it.
 *
 * <p>Failures are {@link dev.catchwater.fairlead.HttpException}s around a sealed {@link HttpFailure}. Any status is an
 * answer, not a failure. Answers come on the caller's event loop, or on one of Vert.x's if it has none.
 */
public final class HttpClient implements AutoCloseable {
    private final Vertx vertx;
    private final Settings settings;
    private final VertxExchange exchange;
    private final AdmissionStage admission;
    private final Next pipeline;
    private final Json json = Json.standard();
    private final Runnable release;
    private volatile boolean closed;

    private HttpClient(
            Vertx vertx,
            Settings settings,
            Timers timers,
            RandomGenerator random,
            Resolver resolver,
            Runnable release) {
        this.vertx = vertx;
        this.release = release;
        this.settings = settings;
        CallListener listener = new Careful(settings.listener()).and(new AccessLog(settings.name()));
        int places = settings.admission().maxInFlight();
        exchange = new VertxExchange(vertx, settings.bounds(), places, timers);
        admission = new AdmissionStage(settings.admission(), timers, this::here, listener);
        List<Stage> stages = new ArrayList<>();
        stages.addAll(call(settings, timers, random, listener, this::loop));
        stages.addAll(attempt(settings, admission, resolver));
        pipeline = compose(stages, exchange);
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
        return new HttpClient(vertx, settings, timers, random, resolver, resolver::close);
    }

    /** A client whose names are looked up elsewhere. */
    public static HttpClient create(
            Vertx vertx, Settings settings, Timers timers, RandomGenerator random, Resolver resolver) {
        return new HttpClient(vertx, settings, timers, random, resolver, () -> {});
    }

    /** The life of a call. This list and the next are the whole order; a new stage is its package and one line here. */
    private static List<Stage> call(
            Settings settings, Timers timers, RandomGenerator random, CallListener listener, Supplier<Executor> loop) {
        List<Stage> stages = new ArrayList<>();
        stages.add(new ObserveStage(timers, listener));
        stages.add(new DeadlineStage(settings.timeout(), timers));
        stages.add(new RedirectStage(settings.redirects(), listener));
        settings.cache().ifPresent(policy -> stages.add(new CachingStage(policy, timers, loop, listener)));
        stages.add(new RetryStage(settings.retries(), timers, random, listener));
        return stages;
    }

    /** The life of each attempt, down to the wire. */
    private static List<Stage> attempt(Settings settings, AdmissionStage admission, Resolver resolver) {
        List<Stage> stages = new ArrayList<>();
        stages.add(admission);
        if (settings.guard().enabled()) {
            stages.add(new GuardStage(settings.guard(), resolver));
        }
        stages.add(new DecodeStage(
                settings.bounds().maxBodyBytes(), settings.bounds().maxRatio()));
        return stages;
    }

    private static Next compose(List<Stage> stages, Next last) {
        Next next = last;
        for (Stage stage : stages.reversed()) {
            Next following = next;
            next = request -> stage.apply(request, following);
        }
        return next;
    }

    /** Sends a request. Lazy: each subscription is a call. Cancelling closes the exchange. */
    public Uni<Response> send(Request request) {
        return new Loop(
                vertx,
                Uni.createFrom()
                        .deferred(() -> closed
                                ? Uni.createFrom().failure(new HttpFailure.Closed().asException())
                                : pipeline.proceed(
                                        request.withHeaders(request.headers().orElse(settings.defaults())))));
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

    /** The name given in the settings. */
    public String name() {
        return settings.name();
    }

    /** Attempts in flight, bodies included. */
    public int inFlight() {
        return admission.inFlight();
    }

    /** Attempts that wait for a place. */
    public int queued() {
        return admission.queued();
    }

    /** Refuses new calls and closes all connections; bodies in flight fail. Idempotent. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            exchange.close();
            release.run();
        }
    }

    private static Request accepting(Request request) {
        return request.headers().contains("Accept") ? request : request.withHeader("Accept", "application/json");
    }

    /** The event loop of the call that asks; {@link Loop} has seen to it that there is one. */
    private Executor here() {
        Context context = vertx.getOrCreateContext();
        return task -> context.runOnContext(ignored -> task.run());
    }

    /** The same, without a detour where the task is on that loop already. */
    @SuppressWarnings("ReferenceEquality") // a context is itself, and nothing else is equal to it
    private Executor loop() {
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
