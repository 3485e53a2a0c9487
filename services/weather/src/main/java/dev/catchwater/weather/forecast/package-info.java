/** The forecast of many: bias, weights, spread, quantiles and how well each did. Pure. */
@NullMarked
package dev.catchwater.weather.forecast;

import org.jspecify.annotations.NullMarked;
