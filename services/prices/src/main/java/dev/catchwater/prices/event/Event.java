package dev.catchwater.prices.event;

import dev.catchwater.live.log.Logged;
import dev.catchwater.live.log.Position;

/**
 * Something that happened.
 *
 * @param type {@code price}, {@code alert}, {@code host} or {@code review}
 * @param body JSON
 */
public record Event(Position position, String type, String body) implements Logged {}
