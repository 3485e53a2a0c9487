package dev.catchwater.load.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** What a process and those it started have used, by the system's account. */
public final class Usage {
    /** Of the figures in /proc/PID/stat (USER_HZ, 100 on every Linux). */
    private static final long TICK_NANOS = 10_000_000;

    private Usage() {}

    /** Without a JVM's compilers, which stop some time, when a measurement is over. */
    public static long cpuNanos(long pid) {
        return tree(pid).map(Usage::own).sum();
    }

    /** Proportional set size, in which what processes share is counted once; pages of a tmpfs only where they are mapped. */
    public static long residentBytes(long pid) {
        return tree(pid).map(one -> kibibytes(one, "smaps_rollup", "Pss:")).sum() * 1_024;
    }

    private static LongStream tree(long pid) {
        return ProcessHandle.of(pid).stream()
                .flatMap(one -> Stream.concat(Stream.of(one), one.descendants()))
                .mapToLong(ProcessHandle::pid);
    }

    private static long own(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * TICK_NANOS - compilers(pid);
        } catch (IOException ended) {
            return 0;
        }
    }

    private static long compilers(long pid) throws IOException {
        try (Stream<Path> threads = Files.list(Path.of("/proc/" + pid + "/task"))) {
            return threads.mapToLong(Usage::compiler).sum();
        }
    }

    private static long compiler(Path thread) {
        try {
            String name = Files.readString(thread.resolve("comm"));
            return name.startsWith("C1 ") || name.startsWith("C2 ")
                    ? Long.parseLong(
                            Files.readString(thread.resolve("schedstat")).split(" ", 2)[0])
                    : 0;
        } catch (IOException ended) {
            return 0;
        }
    }

    private static long kibibytes(long pid, String file, String name) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/" + file))) {
            return lines.filter(line -> line.startsWith(name))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        } catch (IOException ended) {
            return 0;
        }
    }
}
