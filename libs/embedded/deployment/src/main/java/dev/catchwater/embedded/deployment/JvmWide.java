package dev.catchwater.embedded.deployment;

import java.util.List;
import java.util.function.Supplier;

/**
 * A server that all applications of one JVM share: its process, port and password.
 *
 * <p>Quarkus builds an application anew for each test profile, in a class loader of its own, and stops the Dev Services of
 * the one before. What all of them can see are system properties, so the server is noted there and lives as long as the
 * JVM, whose end its watchdog notices.
 */
record JvmWide(long pid, int port, String password) {

    /** @param name tells servers apart that must not be shared, such as those of dev mode and its continuous tests */
    static JvmWide get(String name, Supplier<JvmWide> start) {
        String key = "dev.catchwater.embedded." + name;
        // The same object in every class loader.
        synchronized (key.intern()) {
            String noted = System.getProperty(key);
            if (noted != null && parse(noted).isAlive()) {
                return parse(noted);
            }
            JvmWide fresh = start.get();
            System.setProperty(key, fresh.pid + " " + fresh.port + " " + fresh.password);
            return fresh;
        }
    }

    private static JvmWide parse(String noted) {
        List<String> words = List.of(noted.split(" ", 3));
        return new JvmWide(Long.parseLong(words.get(0)), Integer.parseInt(words.get(1)), words.get(2));
    }

    private boolean isAlive() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }
}
