/** What a polite crawler needs besides a client: robots.txt, sitemaps, canonical addresses. */
@NullMarked
package dev.catchwater.crawl;

import org.jspecify.annotations.NullMarked;
