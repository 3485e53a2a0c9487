/** What a hub tells of itself, as Micrometer's meters, for services that have them. */
@NullMarked
package dev.catchwater.live.meters;

import org.jspecify.annotations.NullMarked;
