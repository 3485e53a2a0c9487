package dev.catchwater.fairlead.download;

import java.nio.file.Path;
import java.util.OptionalLong;

/** What a download tells of itself. */
public sealed interface DownloadEvent {
    /**
     * So much is there. May fall, where the upstream has something else meanwhile and the download starts over.
     *
     * @param bytes in the partial file
     * @param total of the whole, where the upstream said
     */
    record Progress(long bytes, OptionalLong total) implements DownloadEvent {}

    /** It is cut off, and goes on after a pause. */
    record Interrupted(String reason) implements DownloadEvent {}

    /**
     * The whole, checked, is at its target. The last event.
     *
     * @param requests how many were sent for it
     */
    record Done(Path target, long bytes, int requests) implements DownloadEvent {}
}
