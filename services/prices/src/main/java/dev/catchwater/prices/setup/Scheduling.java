package dev.catchwater.prices.setup;

import dev.catchwater.fairlead.client.HttpClient;
import dev.catchwater.fairlead.quarkus.Client;
import dev.catchwater.jobs.Insertion;
import dev.catchwater.jobs.JobEvent;
import dev.catchwater.jobs.JobKind;
import dev.catchwater.jobs.Jobs;
import dev.catchwater.jobs.JobsPolicy;
import dev.catchwater.jobs.Next;
import dev.catchwater.jobs.Retrying;
import dev.catchwater.jobs.Work;
import dev.catchwater.jobs.webhook.Webhook;
import dev.catchwater.jobs.webhook.Webhooks;
import dev.catchwater.prices.HookBook;
import dev.catchwater.prices.Outbox;
import dev.catchwater.prices.event.EventBook;
import dev.catchwater.prices.event.Retention;
import dev.catchwater.prices.flow.FlowEvent;
import dev.catchwater.prices.flow.HookEndpoints;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The jobs of this service: the delivery of each alert, and one that trims the event log and drops what is old. */
@ApplicationScoped
class Scheduling implements Outbox {

    private static final Duration TRIM_EVERY = Duration.ofMinutes(10);
    private static final Duration TRIM_SOON = Duration.ofSeconds(1);
    private static final int TRIMMED = 10_000;
    private static final int AT_ONCE = 16;

    private final DataSource database;
    private final FlowMeters meters;
    private final InstantSource clock;
    private final RandomGenerator dice;
    private final Duration heartbeat;
    private final JobKind<Trim> trim;
    private final JobKind<Webhook> hook;
    private volatile @Nullable Jobs jobs;

    Scheduling(
            DataSource database,
            EventBook events,
            Retention old,
            HookBook hooks,
            @Client("hooks") HttpClient receivers,
            PricesConfig config,
            FlowMeters meters,
            Vertx vertx,
            InstantSource clock,
            RandomGenerator dice) {
        this.database = database;
        this.meters = meters;
        this.clock = clock;
        this.dice = dice;
        this.heartbeat = config.heartbeat();
        Executor loop = task -> vertx.getOrCreateContext().runOnContext(done -> task.run());
        trim = new JobKind<>(
                "trim",
                Trim.class,
                Work.reactive(
                        loop,
                        (nothing, run) -> events.trim(run.now().minus(config.keepEvents()), TRIMMED)
                                .call(gone -> old.forgetMonth(run.now().minus(config.keepPoints())))
                                .call(gone -> old.forgetAlerts(run.now().minus(config.keepAlerts()), TRIMMED))
                                .call(gone -> old.forgetReviews(run.now().minus(config.keepReviews()), TRIMMED))
                                // More than that at once may have happened since: the log must not grow for ever.
                                .map(gone -> Next.again(run.now().plus(gone < TRIMMED ? TRIM_EVERY : TRIM_SOON)))),
                Retrying.DEFAULT.forEver());
        hook = new Webhooks(new HookEndpoints(hooks, clock), receivers, clock).kind("webhook", loop, Retrying.WEBHOOK);
    }

    /** Blocks for as long as a connection takes. */
    void start() {
        JobsPolicy policy = JobsPolicy.in("prices").withWorkers(AT_ONCE).withHeartbeat(heartbeat);
        Jobs started = Jobs.start(database, policy, List.of(trim, hook), this::tell, clock, dice);
        jobs = started;
        started.enqueue(trim, "events", new Trim(), clock.instant())
                .subscribe()
                .with(done -> {}, thrown -> meters.on(new FlowEvent.Trouble("enqueueing the trimming", thrown)));
    }

    void stop() {
        Jobs now = jobs;
        if (now != null) {
            now.close();
        }
    }

    @Override
    public Statement delivery(long to, String id, String json, Instant at) {
        Jobs now = Objects.requireNonNull(jobs, "not started");
        Insertion job = now.insertion(hook, id, new Webhook(Long.toString(to), json), at);
        return new Statement(job.sql(), job.values());
    }

    private void tell(JobEvent event) {
        if (event instanceof JobEvent.Failed failed) {
            meters.on(new FlowEvent.Trouble("a job", failed.failure()));
        }
    }

    /** The job that trims the log. */
    record Trim() {}
}
