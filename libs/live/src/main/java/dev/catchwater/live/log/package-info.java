/**
 * Telling what a database has committed: the order of an event log, and who follows it. {@link
 * dev.catchwater.live.log.Position}, {@link dev.catchwater.live.log.Logged}, {@link dev.catchwater.live.log.Stretch} and
 * {@link dev.catchwater.live.log.EventLog} do no I/O and may stand in a service's root.
 */
@NullMarked
package dev.catchwater.live.log;

import org.jspecify.annotations.NullMarked;
