/** Mastodon instances: REST timelines, OAuth and streaming, as version 4.6 speaks them. */
@NullMarked
package dev.catchwater.sandbox.mastodon;

import org.jspecify.annotations.NullMarked;
