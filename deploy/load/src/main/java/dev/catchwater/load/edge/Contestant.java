package dev.catchwater.load.edge;

import dev.catchwater.load.candidate.Candidate;
import dev.catchwater.load.candidate.Site;
import dev.catchwater.load.process.Child;
import dev.catchwater.load.process.Usage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/** A server that runs. */
record Contestant(Candidate candidate, Child process, Site site, Path log) implements AutoCloseable {
    /** Starts it where the others are, and does not wait. */
    static Contestant start(Candidate candidate, Path folder, int origin, int megabytes, int keys) throws IOException {
        Path own = Files.createTempDirectory(folder, candidate.name());
        Site site = new Site(own, freePort(), freePort(), origin, megabytes, keys);
        Path log = own.resolve("log.txt");
        var launch = candidate.launch(candidate.program().orElseThrow(), site);
        return new Contestant(candidate, Child.serving(launch.command(), launch.environment(), own, log), site, log);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Everywhere where it is to listen: whoever begins earlier shares its core with the rest of its start. */
    void awaitListening() throws IOException {
        awaitListening(port());
        if (candidate.isControlled()) {
            awaitListening(site.control());
        }
    }

    private void awaitListening(int on) throws IOException {
        for (int i = 0; i < 600; i++) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), on));
                return;
            } catch (IOException notYet) {
                if (!process.isAlive()) {
                    break;
                }
                LockSupport.parkNanos(50_000_000);
            }
        }
        throw new IllegalStateException(name() + " does not listen: " + Files.readString(log));
    }

    int port() {
        return site.port();
    }

    String name() {
        return candidate.name();
    }

    String uri(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    long cpuNanos() {
        return Usage.cpuNanos(process.pid());
    }

    long residentBytes() {
        return Usage.residentBytes(process.pid());
    }

    @Override
    public void close() {
        process.close();
    }
}
