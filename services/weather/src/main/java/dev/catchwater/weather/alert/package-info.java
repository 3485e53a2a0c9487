/** Warnings: what they are, which of them are the same, whom they concern. Pure. */
@NullMarked
package dev.catchwater.weather.alert;

import org.jspecify.annotations.NullMarked;
