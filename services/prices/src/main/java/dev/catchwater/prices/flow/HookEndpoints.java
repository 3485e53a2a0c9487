package dev.catchwater.prices.flow;

import dev.catchwater.jobs.webhook.WebhookEndpoint;
import dev.catchwater.jobs.webhook.WebhookEndpoints;
import dev.catchwater.jobs.webhook.WebhookSecret;
import dev.catchwater.prices.HookBook;
import io.smallrye.mutiny.Uni;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The addresses of alerts, as the deliveries of libs/jobs look them up. */
public final class HookEndpoints implements WebhookEndpoints {

    private final HookBook book;
    private final InstantSource clock;

    /** Endpoints of this book. */
    public HookEndpoints(HookBook book, InstantSource clock) {
        this.book = book;
        this.clock = clock;
    }

    @Override
    public Uni<Optional<WebhookEndpoint>> find(String id) {
        return book.find(Long.parseLong(id))
                .map(found ->
                        found.map(hook -> new WebhookEndpoint(hook.url(), List.of(WebhookSecret.of(hook.secret())))));
    }

    @Override
    public Uni<Void> gone(String id) {
        return book.gone(Long.parseLong(id), clock.instant());
    }
}
