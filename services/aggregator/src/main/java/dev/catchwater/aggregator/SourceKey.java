package dev.catchwater.aggregator;

import dev.catchwater.aggregator.post.Platform;

/**
 * What makes two sources the same one.
 *
 * @param host where it lives: an instance's base address, or a feed's host
 * @param timeline which of the host's timelines: {@code public}, {@code tags/java}, {@code @user}; a feed's address
 */
public record SourceKey(Platform platform, String host, String timeline) {}
