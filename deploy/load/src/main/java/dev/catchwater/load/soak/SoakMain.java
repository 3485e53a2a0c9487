package dev.catchwater.load.soak;

import dev.catchwater.fairlead.admission.AdmissionPolicy;
import dev.catchwater.fairlead.caching.CachingPolicy;
import dev.catchwater.fairlead.client.HttpClient;
import dev.catchwater.fairlead.client.Settings;
import dev.catchwater.fairlead.client.VertxTimers;
import dev.catchwater.fairlead.guard.GuardPolicy;
import dev.catchwater.load.Options;
import dev.catchwater.load.measure.Gauges;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.impl.VertxInternal;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Fairlead's process under faults: {@code origins=URI,URI,URI seconds= rate= seed= leak=}. Prints samples and what is left,
 * and ends with 1 if something leaks.
 */
public final class SoakMain {
    private static final int SAMPLES = 30;
    /** The pool keeps an idle connection for 30 s, and the longest limit is as long. */
    private static final int SETTLING_SECONDS = 60;

    private static final List<String> EXCHANGES =
            List.of("dev.catchwater.fairlead.exchange.Exchange", "dev.catchwater.fairlead.exchange.BodyStream");

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
    private final VertxTimers timers = new VertxTimers(vertx, InstantSource.system());
    /** Each on an event loop of its own: a thread that is none of Vert.x' would always get the same. */
    private final List<Context> loops =
            List.of(((VertxInternal) vertx).createEventLoopContext(), ((VertxInternal) vertx).createEventLoopContext());

    private final List<URI> origins;
    private final LostBuffers buffers = new LostBuffers();
    private final HttpClient client;
    private final HttpClient cached;
    private final Habits habits;
    private final Leak leak;
    private final List<Sample> samples = new ArrayList<>();

    private SoakMain(Options options) {
        origins = Stream.of(options.text("origins", "").split(",", -1))
                .map(URI::create)
                .toList();
        leak = Leak.valueOf(options.text("leak", "none").toUpperCase(Locale.ROOT));
        Random random = new Random(options.number("seed", 1));
        Settings settings = Settings.named("soak")
                .withAdmission(AdmissionPolicy.DEFAULT.withInFlight(48))
                .withGuard(new GuardPolicy(
                        true, origins.stream().map(URI::getAuthority).collect(Collectors.toSet())));
        client = HttpClient.create(vertx, settings, timers, random);
        cached = client.derive(derived -> derived.withCache(CachingPolicy.inMemory(4 << 20, 256 << 10)));
        habits = new Habits(
                vertx, client, cached, origins.stream().map(URI::toString).toList(), random);
    }

    private void run(int seconds, int rate) {
        long start = System.nanoTime();
        List<Long> ticks = new CopyOnWriteArrayList<>();
        for (Context loop : loops) {
            loop.runOnContext(here -> ticks.add(vertx.setPeriodic(Math.max(1, 2_000 / rate), tick -> habits.call())));
        }
        for (int i = 1; i <= SAMPLES; i++) {
            passUntil(start + i * (seconds * 1_000_000_000L / SAMPLES));
            loops.getFirst().runOnContext(here -> leak.happen(client, timers, origins.getFirst()));
            sample(start);
        }
        ticks.forEach(vertx::cancelTimer);
    }

    private static void passUntil(long nanos) {
        for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private void sample(long start) {
        Sample sample = new Sample(
                (System.nanoTime() - start) / 1_000_000_000,
                habits.begun.sum(),
                Gauges.heapAfterCollection(),
                Gauges.directBytes(),
                open(),
                client.inFlight(),
                client.queued());
        samples.add(sample);
        System.out.println("sample" + samples.size() + "=" + sample);
    }

    private int open() {
        return origins.stream().mapToInt(OpenConnections::at).sum();
    }

    private Remains remains() {
        long until = System.nanoTime() + SETTLING_SECONDS * 1_000_000_000L;
        Remains now = look();
        while (!now.isNothing() && System.nanoTime() < until) {
            passUntil(System.nanoTime() + 1_000_000_000L);
            now = look();
        }
        return now;
    }

    private Remains look() {
        return new Remains(
                habits.begun.sum() - habits.ended.sum(),
                client.inFlight(),
                client.queued(),
                Wheels.size(timers, loops),
                Instances.of(EXCHANGES),
                open(),
                buffers.noticed());
    }

    public static void main(String[] arguments) {
        Options options = new Options(arguments);
        Logger.getLogger("").setLevel(Level.SEVERE);
        SoakMain soak = new SoakMain(options);
        soak.run(options.number("seconds", 600), options.number("rate", 200));
        Remains remains = soak.remains();
        List<String> leaks = Findings.of(soak.samples, remains);
        System.out.println("calls=" + soak.habits.begun.sum());
        System.out.println("failed=" + soak.habits.failed.sum());
        System.out.println("remains=" + remains);
        System.out.println("leaks=" + String.join("; ", leaks));
        Runtime.getRuntime().halt(leaks.isEmpty() ? 0 : 1);
    }
}
