/** When providers are asked, what is kept, what is learned and whom a warning reaches. */
@NullMarked
package dev.catchwater.weather.flow;

import org.jspecify.annotations.NullMarked;
