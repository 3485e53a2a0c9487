package dev.catchwater.weather.setup;

import dev.catchwater.fairlead.client.HttpClient;
import dev.catchwater.fairlead.quarkus.Client;
import dev.catchwater.jobs.JobEvent;
import dev.catchwater.jobs.JobKind;
import dev.catchwater.jobs.Jobs;
import dev.catchwater.jobs.JobsPolicy;
import dev.catchwater.jobs.Retrying;
import dev.catchwater.jobs.webhook.Webhook;
import dev.catchwater.jobs.webhook.WebhookEndpoint;
import dev.catchwater.jobs.webhook.WebhookEndpoints;
import dev.catchwater.jobs.webhook.WebhookSecret;
import dev.catchwater.jobs.webhook.Webhooks;
import dev.catchwater.weather.SubscriptionBook;
import dev.catchwater.weather.flow.Notifying;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.sql.DataSource;

/** Webhooks as durable jobs of this service's own Postgres; counted as {@code weather.webhooks}, by {@code outcome}. */
@ApplicationScoped
class Deliveries implements Notifying.Outbox {

    private final Jobs jobs;
    private final JobKind<Webhook> kind;
    private final InstantSource clock;

    Deliveries(
            DataSource database,
            SubscriptionBook book,
            @Client("webhooks") HttpClient client,
            Vertx vertx,
            MeterRegistry meters,
            InstantSource clock,
            RandomGenerator dice) {
        this.clock = clock;
        Context loop = vertx.getOrCreateContext();
        this.kind = new Webhooks(new Endpoints(book), client, clock)
                .kind("weather-webhook", task -> loop.runOnContext(go -> task.run()), Retrying.WEBHOOK);
        this.jobs = Jobs.start(
                database,
                JobsPolicy.in("weather").withWorkers(4),
                List.of(kind),
                event -> meters.counter("weather.webhooks", "outcome", outcome(event))
                        .increment(),
                clock,
                dice);
    }

    private static String outcome(JobEvent event) {
        return switch (event) {
            case JobEvent.Succeeded succeeded -> "delivered";
            case JobEvent.Failed failed -> "failed";
            case JobEvent.GivenUp given -> "given_up";
            case JobEvent.TakenOver taken -> "taken_over";
        };
    }

    @Override
    public Uni<Boolean> take(String id, String subscription, String json) {
        return jobs.enqueue(kind, id, new Webhook(subscription, json), clock.instant());
    }

    @PreDestroy
    void stop() {
        jobs.close();
    }

    private record Endpoints(SubscriptionBook book) implements WebhookEndpoints {

        @Override
        public Uni<Optional<WebhookEndpoint>> find(String id) {
            return book.find(id)
                    .map(found -> found.map(subscription -> new WebhookEndpoint(
                            subscription.address(), List.of(WebhookSecret.of(subscription.secret())))));
        }

        @Override
        public Uni<Void> gone(String id) {
            return book.remove(id).replaceWithVoid();
        }
    }
}
