package dev.catchwater.bench;

import dev.catchwater.fairlead.CallListener;
import dev.catchwater.fairlead.CredentialFields;
import dev.catchwater.fairlead.Next;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Stage;
import dev.catchwater.fairlead.Timers;
import dev.catchwater.fairlead.admission.AdmissionPolicy;
import dev.catchwater.fairlead.admission.AdmissionStage;
import dev.catchwater.fairlead.breaker.BreakerPolicy;
import dev.catchwater.fairlead.breaker.BreakerStage;
import dev.catchwater.fairlead.breaker.Circuits;
import dev.catchwater.fairlead.client.VertxTimers;
import dev.catchwater.fairlead.deadline.DeadlineStage;
import dev.catchwater.fairlead.redirect.RedirectPolicy;
import dev.catchwater.fairlead.redirect.RedirectStage;
import dev.catchwater.fairlead.retry.RetryPolicy;
import dev.catchwater.fairlead.retry.RetryStage;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
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

/** What does a stage by itself cost a call that goes well? {@code none} is the harness, to be taken off the others. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"-XX:+UseSerialGC", "-Xmx512m"})
public class StageCost {
    private static final int CALLS = 1_024;

    @Param({"none", "deadline", "redirect", "retry", "breaker", "admission"})
    private String stage = "none";

    private final OnLoop loop = new OnLoop();
    private final Next next = new Canned();
    private final Request request = Request.get("http://bench.example/");
    private Stage measured = (call, following) -> following.proceed(call);

    @Setup
    public void build() {
        Timers timers = new VertxTimers(loop.vertx(), InstantSource.system());
        Random random = new Random(1);
        Executor here = Runnable::run;
        measured = switch (stage) {
            case "none" -> (call, following) -> following.proceed(call);
            case "deadline" -> new DeadlineStage(Duration.ofSeconds(30), timers);
            case "redirect" ->
                new RedirectStage(
                        RedirectPolicy.DEFAULT,
                        CredentialFields.WELL_KNOWN,
                        RetryPolicy.DEFAULT.maxRetryAfter(),
                        timers,
                        CallListener.NONE);
            case "retry" -> new RetryStage(RetryPolicy.DEFAULT, timers, random, CallListener.NONE);
            case "breaker" ->
                new BreakerStage(new Circuits(BreakerPolicy.DEFAULT, timers, random), timers, CallListener.NONE);
            case "admission" -> new AdmissionStage(AdmissionPolicy.DEFAULT, timers, () -> here, CallListener.NONE);
            default -> throw new IllegalArgumentException(stage);
        };
    }

    @Benchmark
    @OperationsPerInvocation(CALLS)
    public void call() throws InterruptedException {
        loop.each(CALLS, done -> Canned.through(measured, request, next, done));
    }

    @TearDown(Level.Trial)
    public void stop() {
        loop.close();
    }
}
