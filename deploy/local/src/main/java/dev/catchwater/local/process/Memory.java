package dev.catchwater.local.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** How much memory a process takes. */
public final class Memory {

    private static final int KIB = 1024;

    private Memory() {}

    /**
     * Bytes of a process and all its children: the proportional share (PSS) on Linux, the resident set elsewhere;
     * empty if the system does not tell.
     */
    public static OptionalLong of(long pid) {
        return ProcessHandle.of(pid).map(Memory::ofTree).orElse(OptionalLong.empty());
    }

    private static OptionalLong ofTree(ProcessHandle root) {
        long[] known = Stream.concat(Stream.of(root), root.descendants())
                .map(process -> ofOne(process.pid()))
                .filter(OptionalLong::isPresent)
                .mapToLong(OptionalLong::getAsLong)
                .toArray();
        return known.length == 0
                ? OptionalLong.empty()
                : OptionalLong.of(LongStream.of(known).sum());
    }

    /** The same of this process alone. */
    public static OptionalLong ofThis() {
        return ofOne(ProcessHandle.current().pid());
    }

    private static OptionalLong ofOne(long pid) {
        Path rollup = Path.of("/proc/" + pid + "/smaps_rollup");
        return Files.exists(rollup) ? proportional(rollup) : resident(pid);
    }

    private static OptionalLong proportional(Path rollup) {
        try (Stream<String> lines = Files.lines(rollup)) {
            return lines.filter(line -> line.startsWith("Pss:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIB)
                    .findFirst();
        } catch (IOException | RuntimeException e) {
            return OptionalLong.empty();
        }
    }

    private static OptionalLong resident(long pid) {
        try {
            Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid)).start();
            if (!ps.waitFor(2, TimeUnit.SECONDS)) {
                ps.destroyForcibly();
                return OptionalLong.empty();
            }
            String answer = new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).trim();
            return answer.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(answer) * KIB);
        } catch (IOException | NumberFormatException e) {
            return OptionalLong.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OptionalLong.empty();
        }
    }
}
