/** Where to begin: {@link dev.catchwater.fairlead.client.HttpClient} and its settings, and the lists of stages of a call. */
@NullMarked
package dev.catchwater.fairlead.client;

import org.jspecify.annotations.NullMarked;
