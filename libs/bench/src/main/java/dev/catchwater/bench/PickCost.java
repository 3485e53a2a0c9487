package dev.catchwater.bench;

import dev.catchwater.fairlead.CallListener;
import dev.catchwater.fairlead.Endpoint;
import dev.catchwater.fairlead.Next;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Stage;
import dev.catchwater.fairlead.Timers;
import dev.catchwater.fairlead.balance.BalancePolicy;
import dev.catchwater.fairlead.balance.BalanceStage;
import dev.catchwater.fairlead.balance.Endpoints;
import dev.catchwater.fairlead.balance.Picking;
import dev.catchwater.fairlead.balance.Pools;
import dev.catchwater.fairlead.client.VertxTimers;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What does picking one of so many endpoints cost, the stage and its bookkeeping included? */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 4, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"-XX:+UseSerialGC", "-Xmx512m"})
public class PickCost {
    private static final int CALLS = 256;

    @Param({"3", "100", "1000"})
    private int endpoints = 3;

    @Param({"peakEwma", "leastRequests", "roundRobin", "rendezvous"})
    private String picking = "peakEwma";

    private final OnLoop loop = new OnLoop();
    private final Next next = new Canned();
    private Stage stage = (call, following) -> following.proceed(call);
    private Request[] requests = {};

    @Setup
    public void build() {
        Timers timers = new VertxTimers(loop.vertx(), InstantSource.system());
        Executor here = Runnable::run;
        Endpoints all = Endpoints.of(
                        "http://bench.example:80",
                        IntStream.range(0, endpoints)
                                .mapToObj(i -> Endpoint.of("127.1." + i / 250 + "." + (i % 250 + 1), 80))
                                .toArray(Endpoint[]::new))
                .withPolicy(BalancePolicy.DEFAULT.withPicking(policy()));
        Pools pools =
                Pools.open(List.of(all), timers, new Random(1), (origin, endpoint) -> true, CallListener.NONE, next);
        stage = new BalanceStage(pools, timers, () -> here);
        requests = IntStream.range(0, CALLS)
                .mapToObj(i -> Request.get("http://bench.example/").with(Picking.KEY, "key " + i))
                .toArray(Request[]::new);
    }

    private Picking policy() {
        return switch (picking) {
            case "peakEwma" -> Picking.peakEwma();
            case "leastRequests" -> Picking.leastRequests();
            case "roundRobin" -> Picking.roundRobin();
            case "rendezvous" -> Picking.rendezvous();
            default -> throw new IllegalArgumentException(picking);
        };
    }

    private final class Turn {
        private int number;

        void call(Runnable done) {
            Canned.through(stage, requests[number++], next, done);
        }
    }

    @Benchmark
    @OperationsPerInvocation(CALLS)
    public void pick() throws InterruptedException {
        loop.each(CALLS, new Turn()::call);
    }

    @TearDown(Level.Trial)
    public void stop() {
        loop.close();
    }
}
