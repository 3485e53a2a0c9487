/** The servers that the edge node is compared with, and itself: how each is made to do the same, fairly and minimally. */
@NullMarked
package dev.catchwater.load.candidate;

import org.jspecify.annotations.NullMarked;
