/** What a post is, who wrote it, by what it is known, and what of its HTML is safe to show. */
@NullMarked
package dev.catchwater.aggregator.post;

import org.jspecify.annotations.NullMarked;
