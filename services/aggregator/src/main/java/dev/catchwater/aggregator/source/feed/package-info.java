/** RSS, Atom and JSON Feed, from any site. */
@NullMarked
package dev.catchwater.aggregator.source.feed;

import org.jspecify.annotations.NullMarked;
