package dev.catchwater.prices.source;

import dev.catchwater.crawl.CanonicalUrl;
import dev.catchwater.crawl.RobotsBook;
import dev.catchwater.prices.Leave;
import dev.catchwater.prices.Page;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.Duration;

/** Where the robots.txt of a page's host leads: asked of this host's turn, or of a free moment of another one. */
record Led(Page page, Leave leave) implements RobotsBook.Leave {

    @Override
    public Uni<Boolean> ask(URI to) {
        return CanonicalUrl.originOf(to).equals(CanonicalUrl.originOf(page.target()))
                ? leave.ask(null).replaceWith(true)
                : leave.askBeside(to);
    }

    @Override
    public Uni<Void> ordered(URI by, Duration wait) {
        return leave.ordered(by, wait);
    }
}
