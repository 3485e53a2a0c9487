/** What all platforms share: our HTTP client's failures and headers in the words of the root. */
@NullMarked
package dev.catchwater.aggregator.source;

import org.jspecify.annotations.NullMarked;
