/** A request's life on the data plane, one class a step: receive, key, lookup, hit or what the origin says, deliver. */
@NullMarked
package dev.catchwater.edge.flow;

import org.jspecify.annotations.NullMarked;
