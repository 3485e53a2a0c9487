package dev.catchwater.trading;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/** The sockets of a process, as the kernel tells of them: what it has open, found in what its network has open. */
final class Sockets {

    /** One of them. Who listens, or was never connected, has the peer {@code 0.0.0.0:0}. */
    record Socket(String protocol, InetAddress address, int port) {

        boolean isBeyondLoopback() {
            return port != 0 && !address.isLoopbackAddress();
        }

        String peer() {
            return address.getHostAddress() + ":" + port;
        }
    }

    private static final Path PROC = Path.of("/proc");

    private Sockets() {}

    static List<Socket> of(long pid) {
        var inodes = inodes(pid);
        var found = new ArrayList<Socket>();
        for (var protocol : List.of("tcp", "tcp6", "udp", "udp6")) {
            for (var line : lines(PROC.resolve(pid + "/net/" + protocol))) {
                var fields = line.trim().split("\\s+");
                if (fields.length > 9 && inodes.contains(fields[9])) {
                    found.add(socket(protocol, fields[2]));
                }
            }
        }
        return found;
    }

    private static Set<String> inodes(long pid) {
        var inodes = new HashSet<String>();
        try (var open = Files.newDirectoryStream(PROC.resolve(pid + "/fd"))) {
            for (var each : open) {
                var target = target(each);
                if (target.startsWith("socket:[")) {
                    inodes.add(target.substring(8, target.length() - 1));
                }
            }
        } catch (IOException | java.nio.file.DirectoryIteratorException gone) {
            return inodes;
        }
        return inodes;
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException closed) {
            return "";
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException gone) {
            return List.of();
        }
    }

    // An address is told in words of four bytes, each with its last byte first.
    private static Socket socket(String protocol, String peer) {
        var parts = peer.split(":");
        byte[] told = HexFormat.of().parseHex(parts[0]);
        byte[] bytes = new byte[told.length];
        for (int i = 0; i < told.length; i++) {
            bytes[i] = told[i / 4 * 4 + 3 - i % 4];
        }
        try {
            return new Socket(protocol, InetAddress.getByAddress(bytes), Integer.parseInt(parts[1], 16));
        } catch (UnknownHostException e) {
            throw new UncheckedIOException(e);
        }
    }
}
