package dev.catchwater.e2e.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PrimitiveIterator;
import java.util.stream.IntStream;

/** Ports that were free a moment ago, one for each part that the launcher starts. */
record FreePorts(Map<String, Integer> byName) {

    private static final List<String> NAMES = List.of(
            "portal",
            "sandbox",
            "aggregator",
            "aggregator-management",
            "prices",
            "prices-management",
            "weather",
            "weather-management",
            "trading",
            "trading-management",
            "edge",
            "edge-control",
            "edge-management");

    // Below the ports that systems give to outgoing connections: five services open many before the last one listens.
    private static final int LOWEST = 20_000;
    private static final int SPAN = 10_000;

    static FreePorts take() {
        List<ServerSocket> held = new ArrayList<>();
        try {
            Map<String, Integer> ports = new LinkedHashMap<>();
            // Each process looks from a place of its own on.
            int from = (int) (ProcessHandle.current().pid() * 31 % SPAN);
            PrimitiveIterator.OfInt candidates = IntStream.range(from, from + SPAN)
                    .map(at -> LOWEST + at % SPAN)
                    .iterator();
            for (String name : NAMES) {
                ServerSocket socket = next(candidates);
                held.add(socket);
                ports.put(name, socket.getLocalPort());
            }
            return new FreePorts(ports);
        } finally {
            held.forEach(FreePorts::release);
        }
    }

    int of(String name) {
        Integer port = byName.get(name);
        if (port == null) {
            throw new IllegalArgumentException("no part is called " + name);
        }
        return port;
    }

    /** @throws java.util.NoSuchElementException if no candidate is left */
    private static ServerSocket next(PrimitiveIterator.OfInt candidates) {
        while (true) {
            try {
                return new ServerSocket(candidates.nextInt(), 1, InetAddress.getLoopbackAddress());
            } catch (IOException taken) {
                continue;
            }
        }
    }

    private static void release(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
