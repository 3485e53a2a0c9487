package dev.catchwater.load.report;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the figures were taken on. */
public final class Machine {
    private Machine() {}

    /** Processor, memory, kernel and JDK, and how busy it was before. */
    public static String describe() {
        String kernel = System.getProperty("os.version").replaceAll("-.*", "");
        return Runtime.getRuntime().availableProcessors() + " cores of "
                + value("/proc/cpuinfo", "model name", "an unknown processor") + ", " + memory() + ", "
                + System.getProperty("os.name") + " " + kernel + ", JDK " + Runtime.version()
                + "; load average before: "
                + Series.number(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(), 1) + ".";
    }

    private static String memory() {
        String kib = value("/proc/meminfo", "MemTotal", "").replaceAll("\\D", "");
        return kib.isEmpty() ? "unknown memory" : Math.round(Long.parseLong(kib) / 1e6) + " GB";
    }

    private static String value(String file, String name, String orElse) {
        try {
            return Files.readAllLines(Path.of(file)).stream()
                    .filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(orElse);
        } catch (IOException unknown) {
            return orElse;
        }
    }
}
