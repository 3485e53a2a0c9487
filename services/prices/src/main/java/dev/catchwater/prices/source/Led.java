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
        return isOurs(to) ? leave.ask(null).replaceWith(true) : leave.askBeside(to);
    }

    @Override
    public Uni<Void> ordered(URI by, Duration wait) {
        return isOurs(by) ? leave.ordered(wait) : leave.orderedBeside(by, wait);
    }

    private boolean isOurs(URI address) {
        return CanonicalUrl.originOf(address).equals(CanonicalUrl.originOf(page.target()));
    }
}
