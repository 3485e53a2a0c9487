/** OKX: signatures. */
@NullMarked
package dev.catchwater.trading.source.okx;

import org.jspecify.annotations.NullMarked;
