/** Where responses are kept: memory outside the heap, files, and the log of purges. */
@NullMarked
package dev.catchwater.edge.store;

import org.jspecify.annotations.NullMarked;
