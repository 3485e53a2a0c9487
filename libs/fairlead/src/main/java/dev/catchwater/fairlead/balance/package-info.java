/** Several endpoints for one logical origin: which is asked, which are left alone, which are checked. */
@NullMarked
package dev.catchwater.fairlead.balance;

import org.jspecify.annotations.NullMarked;
