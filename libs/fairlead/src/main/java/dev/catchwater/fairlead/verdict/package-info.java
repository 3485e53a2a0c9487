/** What the end of an attempt says about its upstream; decided once, for all who judge upstreams. */
@NullMarked
package dev.catchwater.fairlead.verdict;

import org.jspecify.annotations.NullMarked;
