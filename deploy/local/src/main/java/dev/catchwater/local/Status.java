package dev.catchwater.local;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is known of a part at one moment.
 *
 * @param note a sentence for a person when there is something to say, else empty
 * @param pid its process, while one runs here
 * @param startedAt when that process was started
 * @param readyAfter how long its latest start took
 * @param memory bytes: its share of resident memory (PSS) where the system tells, else the resident set
 * @param version as the part itself says
 * @param restarts how often it ended unasked and was started again
 */
public record Status(
        Part part,
        State state,
        String note,
        OptionalLong pid,
        Optional<Instant> startedAt,
        Optional<Duration> readyAfter,
        OptionalLong memory,
        Optional<String> version,
        int restarts) {

    /** A part that was not started yet. */
    public static Status waiting(Part part) {
        return new Status(
                part,
                State.WAITING,
                "",
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                0);
    }

    /** A new process runs. */
    public Status started(OptionalLong newPid, Instant at) {
        return new Status(
                part,
                State.STARTING,
                "",
                newPid,
                Optional.of(at),
                Optional.empty(),
                OptionalLong.empty(),
                version,
                restarts);
    }

    /** The first readiness since the start. */
    public Status ready(Duration after, Optional<String> saysVersion) {
        return new Status(part, State.READY, note, pid, startedAt, Optional.of(after), memory, saysVersion, restarts);
    }

    /** The same process in another state. */
    public Status in(State newState, String newNote) {
        return new Status(part, newState, newNote, pid, startedAt, readyAfter, memory, version, restarts);
    }

    /** The process is gone. */
    public Status ended(State newState, String newNote) {
        return new Status(
                part,
                newState,
                newNote,
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                version,
                newState == State.RESTARTING ? restarts + 1 : restarts);
    }

    /** The same with the memory measured now. */
    public Status using(OptionalLong bytes) {
        return new Status(part, state, note, pid, startedAt, readyAfter, bytes, version, restarts);
    }

    /** The same part with the ports that turned out. */
    public Status at(Part newPart) {
        return new Status(newPart, state, note, pid, startedAt, readyAfter, memory, version, restarts);
    }
}
