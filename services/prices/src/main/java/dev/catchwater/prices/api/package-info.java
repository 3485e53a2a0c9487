/** Our paths, status codes and JSON. */
@NullMarked
package dev.catchwater.prices.api;

import org.jspecify.annotations.NullMarked;
