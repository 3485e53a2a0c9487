package dev.catchwater.embedded;

import java.util.Locale;

/** The operating system and processor that binaries are chosen for, in the words of the artifacts that carry them. */
record Platform(String os, String arch) {

    static Platform current() {
        return of(System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    static Platform of(String osName, String osArch) {
        String os = osName.toLowerCase(Locale.ROOT);
        String system = os.startsWith("linux") ? "linux" : os.startsWith("mac") ? "darwin" : "";
        String arch = switch (osArch.toLowerCase(Locale.ROOT)) {
            case "amd64", "x86_64" -> "amd64";
            case "aarch64", "arm64" -> "arm64";
            default -> "";
        };
        if (system.isEmpty() || arch.isEmpty()) {
            throw new EmbeddedServerException(
                    "Embedded servers exist for Linux and macOS on x86-64 and ARM64, not for " + osName + " on "
                            + osArch + ": configure an external Postgres and Redis instead",
                    null);
        }
        return new Platform(system, arch);
    }

    boolean isLinux() {
        return os.equals("linux");
    }

    /** The archive at the root of zonky's binaries jar. */
    String postgresArchive() {
        return "postgres-" + os + "-" + (arch.equals("amd64") ? "x86_64" : "arm_64") + ".txz";
    }

    /** The executable at the root of the embedded-redis jar; all are Redis 6.2. */
    String redisExecutable() {
        boolean newer = isLinux() && arch.equals("arm64");
        return "redis-server-" + (newer ? "6.2.7" : "6.2.6-v5") + "-" + os + "-" + arch;
    }
}
