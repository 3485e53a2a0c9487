/** Where responses are kept: one contract, {@link dev.catchwater.fairlead.store.ResponseStore}, and its stores in memory. */
@NullMarked
package dev.catchwater.fairlead.store;

import org.jspecify.annotations.NullMarked;
