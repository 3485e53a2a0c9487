/** The client: settings, and the two lists of stages that are the life of a call. */
@NullMarked
package dev.catchwater.fairlead.client;

import org.jspecify.annotations.NullMarked;
