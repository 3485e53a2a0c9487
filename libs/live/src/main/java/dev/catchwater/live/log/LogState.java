package dev.catchwater.live.log;

/** Whether the event log can be read, told when that changes. While it cannot, listeners are told nothing. */
public sealed interface LogState {

    /** It can be read again. */
    record Back() implements LogState {}

    /** It cannot be read; it is tried again four times a second. */
    record Lost(Throwable why) implements LogState {}
}
