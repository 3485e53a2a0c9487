/** Our paths, status codes and JSON. */
@NullMarked
package dev.catchwater.aggregator.api;

import org.jspecify.annotations.NullMarked;
