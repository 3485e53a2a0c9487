package dev.catchwater.prices.event;

/**
 * Something that happened.
 *
 * @param type {@code price}, {@code alert}, {@code host} or {@code review}
 * @param body JSON
 */
public record Event(Position position, String type, String body) {}
