package dev.catchwater.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@link ServerHost} running in a JVM of its own. */
record HostJvm(Process process, BufferedReader output) implements AutoCloseable {

    /** What the host said when its servers were ready. */
    record Ready(ProcessHandle postgres, ProcessHandle redis, int postgresPort, Path postgresFolder) {}

    static HostJvm launch(List<String> prefix, String classPath, Path cache, String data) throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx128m", "-cp", classPath));
        command.addAll(List.of(ServerHost.class.getName(), cache.toString(), data));
        Process process = new ProcessBuilder(command)
                .directory(Path.of("/").toFile())
                .redirectErrorStream(true)
                .start();
        return new HostJvm(process, process.inputReader(StandardCharsets.UTF_8));
    }

    static HostJvm launch(Path cache, String data) throws IOException {
        return launch(List.of(), System.getProperty("java.class.path"), cache, data);
    }

    Ready awaitReady() throws IOException {
        StringBuilder said = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith("READY ")) {
                String[] words = line.split(" ", 5);
                return new Ready(handle(words[1]), handle(words[2]), Integer.parseInt(words[3]), Path.of(words[4]));
            }
            said.append(line).append('\n');
        }
        throw new AssertionError("The host did not become ready:\n" + said);
    }

    private static ProcessHandle handle(String pid) {
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }

    /** As {@code kill -9}. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Ends the host in the orderly way. */
    int end() throws IOException, InterruptedException {
        process.getOutputStream().close();
        return process.waitFor(60, TimeUnit.SECONDS) ? process.exitValue() : -1;
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
