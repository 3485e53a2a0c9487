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
import dev.catchwater.prices.PageBook;
import dev.catchwater.prices.event.EventBook;
import dev.catchwater.prices.flow.FlowEvent;
import dev.catchwater.prices.flow.HookEndpoints;
import dev.catchwater.prices.flow.HostJobs;
import dev.catchwater.prices.flow.Visits;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
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

/**
 * The jobs of this service: one for each host, which visits its pages one after the other and is taken over if its process
 * dies; and one that trims the event log.
 */
@ApplicationScoped
class Scheduling implements HostJobs, Outbox {

    private static final Duration TRIM_EVERY = Duration.ofMinutes(10);
    private static final int TRIMMED = 10_000;
    private static final int AT_ONCE = 16;

    private final DataSource database;
    private final PageBook book;
    private final FlowMeters meters;
    private final InstantSource clock;
    private final RandomGenerator dice;
    private final JobKind<Host> visit;
    private final JobKind<Trim> trim;
    private final JobKind<Webhook> hook;
    private volatile @Nullable Jobs jobs;

    Scheduling(
            DataSource database,
            PageBook book,
            Visits visits,
            EventBook events,
            HookBook hooks,
            @Client("hooks") HttpClient receivers,
            PricesConfig config,
            FlowMeters meters,
            Vertx vertx,
            InstantSource clock,
            RandomGenerator dice) {
        this.database = database;
        this.book = book;
        this.meters = meters;
        this.clock = clock;
        this.dice = dice;
        Executor loop = task -> vertx.getOrCreateContext().runOnContext(done -> task.run());
        visit = new JobKind<>(
                "host",
                Host.class,
                Work.reactive(loop, (host, run) -> visits.run(host.origin()).map(Next::again)),
                Retrying.doubling(Duration.ofSeconds(1), Duration.ofMinutes(5), 8)
                        .forEver());
        trim = new JobKind<>(
                "trim",
                Trim.class,
                Work.reactive(
                        loop,
                        (nothing, run) -> events.trim(run.now().minus(config.keepEvents()), TRIMMED)
                                .replaceWith(Next.again(run.now().plus(TRIM_EVERY)))),
                Retrying.DEFAULT.forEver());
        hook = new Webhooks(new HookEndpoints(hooks, clock), receivers, clock).kind("webhook", loop, Retrying.WEBHOOK);
    }

    /** Blocks for as long as a connection takes. */
    void start() {
        JobsPolicy policy = JobsPolicy.in("prices").withWorkers(AT_ONCE);
        Jobs started = Jobs.start(database, policy, List.of(visit, trim, hook), this::tell, clock, dice);
        jobs = started;
        started.enqueue(trim, "events", new Trim(), clock.instant())
                .flatMap(done -> book.origins())
                .onItem()
                .transformToMulti(origins -> Multi.createFrom().iterable(origins))
                .onItem()
                .transformToUniAndConcatenate(this::wake)
                .subscribe()
                .with(done -> {}, thrown -> meters.on(new FlowEvent.Trouble("waking the hosts", thrown)));
    }

    void stop() {
        Jobs now = jobs;
        if (now != null) {
            now.close();
        }
    }

    @Override
    public Uni<Void> wake(String origin) {
        Jobs now = Objects.requireNonNull(jobs, "not started");
        return now.enqueue(visit, origin, new Host(origin), clock.instant())
                .flatMap(isNew -> isNew ? Uni.createFrom().item(true) : hurry(now, origin))
                .replaceWithVoid();
    }

    // Where it just runs or was just planned anew, the scheduler finds its row changed and fails: it comes soon anyway.
    private Uni<Boolean> hurry(Jobs now, String origin) {
        return now.move(visit, origin, clock.instant()).onFailure().recoverWithItem(false);
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

    /** A host's job. */
    record Host(String origin) {}

    /** The job that trims the log. */
    record Trim() {}
}
