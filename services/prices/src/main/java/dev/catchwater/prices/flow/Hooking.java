package dev.catchwater.prices.flow;

import dev.catchwater.jobs.webhook.WebhookEndpoint;
import dev.catchwater.jobs.webhook.WebhookSecret;
import dev.catchwater.prices.HookBook;
import dev.catchwater.prices.HookBook.Hook;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Adds addresses of alerts, each with a secret of its own. */
public final class Hooking {

    private final HookBook book;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    /** Into this book. */
    public Hooking(HookBook book, InstantSource clock) {
        this.book = book;
        this.clock = clock;
    }

    /**
     * Adds an address; empty if there are as many as there may be.
     *
     * @throws IllegalArgumentException with a sentence for people, if nothing can be sent there
     */
    public Uni<Optional<Hook>> add(URI url) {
        WebhookSecret secret = WebhookSecret.random(random);
        return book.add(new WebhookEndpoint(url, List.of(secret)).address(), secret.reveal(), clock.instant());
    }
}
