/** The law of purging, held against the cache, the store and the log of purges together under virtual time. */
@NullMarked
package dev.catchwater.edge.law;

import org.jspecify.annotations.NullMarked;
