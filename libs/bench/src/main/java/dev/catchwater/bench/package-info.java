/** Benchmarks, one class a question. Figures are read as ratios within one run; machines differ and are noisy. */
@NullMarked
package dev.catchwater.bench;

import org.jspecify.annotations.NullMarked;
