package dev.catchwater.live.log;

/** Something that happened and was committed with the change it tells of. */
public interface Logged {

    /** Its place in the order of commits; what listeners name to go on from. */
    Position position();

    /** The SSE event name. */
    String type();
}
