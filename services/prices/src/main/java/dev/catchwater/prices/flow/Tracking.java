package dev.catchwater.prices.flow;

import dev.catchwater.prices.Page;
import dev.catchwater.prices.PageBook;
import dev.catchwater.prices.PageBook.Added;
import dev.catchwater.prices.host.Pace;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Begins and ends the watching of pages. */
public final class Tracking {

    private final PageBook book;
    private final Crew crew;
    private final FlowSettings settings;
    private final InstantSource clock;

    /** Tracking into this book. */
    public Tracking(PageBook book, Crew crew, FlowSettings settings, InstantSource clock) {
        this.book = book;
        this.crew = crew;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Watches a page, and has it looked at as soon as its host's pace allows.
     *
     * @param containing of a sitemap's addresses only those with this in them; null: all
     * @param shopName what its shop is called if that is new
     * @param shopBase the address that all pages of the shop begin with; null: its host's
     */
    public Uni<Added> add(
            URI url, Page.Kind kind, @Nullable String containing, @Nullable String shopName, @Nullable URI shopBase) {
        var now = clock.instant();
        return book.add(
                        url,
                        kind,
                        containing,
                        shopName,
                        shopBase,
                        Pace.start(settings.limits(), now),
                        settings.maxPages(),
                        now)
                .invoke(added -> crew.look());
    }

    /** Lets a quarantined host be asked again. False if there is none such. */
    public Uni<Boolean> release(String origin) {
        return book.release(origin, clock.instant()).invoke(released -> crew.look());
    }
}
