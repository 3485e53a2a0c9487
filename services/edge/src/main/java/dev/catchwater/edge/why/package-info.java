/** Why a request is a hit or a miss, in words. */
@NullMarked
package dev.catchwater.edge.why;

import org.jspecify.annotations.NullMarked;
