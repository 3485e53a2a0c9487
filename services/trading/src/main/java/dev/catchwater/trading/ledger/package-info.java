/** What was bought, sold and paid, in exact numbers; and what came of it. */
@NullMarked
package dev.catchwater.trading.ledger;

import org.jspecify.annotations.NullMarked;
