package dev.catchwater.aggregator.post;

import org.jspecify.annotations.Nullable;

/**
 * Something attached to a post. We link to it and never load it into a page.
 *
 * @param kind {@code image}, {@code video}, {@code audio} or {@code file}
 * @param description the author's words for those who cannot see it
 */
public record Media(String kind, String url, @Nullable String description) {}
