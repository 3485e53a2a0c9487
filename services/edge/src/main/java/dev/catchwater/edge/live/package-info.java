/** What happens at the node, told to who listens: each second, and some of the requests. */
@NullMarked
package dev.catchwater.edge.live;

import org.jspecify.annotations.NullMarked;
