package dev.catchwater.prices.setup;

import dev.catchwater.crawl.CanonicalUrl;
import dev.catchwater.crawl.RobotsBook;
import dev.catchwater.fairlead.client.HttpClient;
import dev.catchwater.fairlead.quarkus.Client;
import dev.catchwater.fairlead.redirect.RedirectPolicy;
import dev.catchwater.prices.Addresses;
import dev.catchwater.prices.PageSource;
import dev.catchwater.prices.source.ShopPages;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;

/** Dice, threads, and what asks. The clock is the one that {@code libs/web} offers. */
@ApplicationScoped
class Clients {

    /** What robots.txt files name us (RFC 9309 §2.2.1); the first word of the User-Agent. */
    static final String TOKEN = "Catchwater-Prices";

    private static final int HOSTS = 10_000;

    @Produces
    @Singleton
    @DefaultBean
    RandomGenerator dice() {
        return RandomGenerator.getDefault();
    }

    /** Parsing is work, and nothing that works may stand on an event loop. Few threads: each holds a parsed page. */
    @Produces
    @Singleton
    @Parsing
    ExecutorService parsing() {
        int threads = Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 4);
        return Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().daemon().name("parsing-", 0).factory());
    }

    void stop(@Disposes @Parsing ExecutorService parsing) {
        parsing.shutdownNow();
    }

    @Produces
    @Singleton
    Addresses addresses() {
        return CanonicalUrl::of;
    }

    /** The client is {@code fairlead.shops} in application.properties. */
    @Produces
    @Singleton
    PageSource source(@Client("shops") HttpClient http, @Parsing ExecutorService workers, InstantSource clock) {
        // Where a redirect leads is asked in a turn of its own, and that of a robots.txt with leave of its own.
        HttpClient straight = http.derive(settings -> settings.withRedirects(RedirectPolicy.NONE));
        return new ShopPages(
                straight::send, new RobotsBook(straight::send, TOKEN, HOSTS, clock), TOKEN, workers, clock);
    }
}
