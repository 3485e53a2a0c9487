package dev.catchwater.prices;

import io.smallrye.mutiny.Uni;

/** How a shop's page is looked at: never against robots.txt, and conditionally if it was seen before. */
public interface PageSource {

    /** Looks at a page. Never fails; gives up its call when cancelled. */
    Uni<Seen> look(Page page);
}
