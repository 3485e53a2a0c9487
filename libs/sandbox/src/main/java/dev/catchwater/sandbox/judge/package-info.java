/** What every upstream shares: request log, budgets, faults, and answers that faults can spoil. */
@NullMarked
package dev.catchwater.sandbox.judge;

import org.jspecify.annotations.NullMarked;
