/** The edge node beside other caches: one run each question, all of the same servers at their places. */
@NullMarked
package dev.catchwater.load.edge;

import org.jspecify.annotations.NullMarked;
