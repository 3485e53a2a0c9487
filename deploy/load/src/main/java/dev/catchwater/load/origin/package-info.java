/** What the clients ask: nginx or a server of ours, each a process of its own, well-behaved, dead or faulty. */
@NullMarked
package dev.catchwater.load.origin;

import org.jspecify.annotations.NullMarked;
