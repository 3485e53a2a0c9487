package dev.catchwater.prices;

import io.smallrye.mutiny.Uni;

/**
 * How a shop's page is looked at: never against robots.txt, and conditionally if it was seen before. Redirects are told, and
 * not followed.
 */
public interface PageSource {

    /**
     * Looks at a page. Never fails; gives up its call when cancelled.
     *
     * @param leave is asked before each request to the page's host
     */
    Uni<Seen> look(Page page, Leave leave);
}
