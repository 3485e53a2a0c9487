/** What providers report, in units of ours. Pure. */
@NullMarked
package dev.catchwater.weather.report;

import org.jspecify.annotations.NullMarked;
