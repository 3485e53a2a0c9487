package dev.catchwater.load.measure;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What this process has used, by the JVM's and the system's own account. */
public final class Gauges {
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    /** Of the figures in /proc/PID/stat (USER_HZ, 100 on every Linux). */
    private static final long TICK_NANOS = 10_000_000;

    private Gauges() {}

    /** All threads, the collector's too; without the compilers', which stop some time, when a measurement is over. */
    public static long cpuNanos() {
        return SYSTEM.getProcessCpuTime() - compilerNanos();
    }

    /** Where the system does not tell of threads, nothing. */
    private static long compilerNanos() {
        try (Stream<Path> threads = Files.list(Path.of("/proc/self/task"))) {
            return threads.mapToLong(Gauges::compilerNanos).sum();
        } catch (IOException unknown) {
            return 0;
        }
    }

    private static long compilerNanos(Path thread) {
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

    /** By all threads, ended ones and those that carry virtual ones too. */
    public static long allocatedBytes() {
        return THREADS.getTotalThreadAllocatedBytes();
    }

    /** The heap in use after a collection. */
    public static long heapAfterCollection() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** Buffers outside the heap that the JVM knows of. */
    public static long directBytes() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }

    /** A line of /proc/self/status in bytes, {@code VmRSS} or {@code VmHWM}; 0 where the system does not tell. */
    public static long status(String name) {
        Path status = Path.of("/proc/self/status");
        try {
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith(name + ":"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1_024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException unknown) {
            return 0;
        }
    }

    /** Of another process, in steps of 10 ms; 0 where the system does not tell. */
    public static long cpuNanos(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * TICK_NANOS;
        } catch (IOException unknown) {
            return 0;
        }
    }
}
