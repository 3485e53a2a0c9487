package dev.catchwater.bench;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.catchwater.testkit.Match;
import dev.catchwater.testkit.Reply;
import dev.catchwater.testkit.Upstream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;

/**
 * How long until a scripted server gives its first answer: testkit, MockWebServer and WireMock in JVMs of their own, in
 * turns, and an empty JVM beside them. Each server is asked by the same plain socket. Prints medians as a table.
 */
public final class KitStartUp {
    private static final int WARM = 100;
    private static final int COUNTED = 50;

    private KitStartUp() {}

    /** What is measured, in the order of the table. */
    enum Kit {
        NONE,
        TESTKIT,
        MOCK_WEB_SERVER,
        WIREMOCK;

        /** Starts a server that says hello, asks it once and stops it. */
        void once() throws IOException {
            switch (this) {
                case NONE -> {}
                case TESTKIT -> {
                    try (Upstream upstream = Upstream.start()) {
                        upstream.when(Match.get("/")).reply(Reply.ok("hello"));
                        ask(upstream.port());
                    }
                }
                case MOCK_WEB_SERVER -> {
                    try (var server = new MockWebServer()) {
                        server.enqueue(
                                new MockResponse.Builder().body("hello").build());
                        server.start(InetAddress.getLoopbackAddress(), 0);
                        ask(server.getPort());
                    }
                }
                case WIREMOCK -> {
                    var server = new WireMockServer(WireMockConfiguration.options()
                            .dynamicPort()
                            .bindAddress("127.0.0.1"));
                    server.start();
                    server.stubFor(WireMock.get("/").willReturn(WireMock.ok("hello")));
                    ask(server.port());
                    server.stop();
                }
            }
        }
    }

    /** Milliseconds of one JVM: from its launch to the first answer, the first server, the n-th server. */
    private record Run(double cold, double first, double nth) {}

    /** With a kit's name: measures in this JVM. With a number: that many rounds of JVMs. */
    public static void main(String[] args) throws Exception {
        if (!args[0].matches("\\d+")) {
            child(Kit.valueOf(args[0]));
            return;
        }
        Map<Kit, List<Run>> runs = new EnumMap<>(Kit.class);
        int rounds = Integer.parseInt(args[0]);
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < Kit.values().length; i++) {
                Kit kit = Kit.values()[(i + round) % Kit.values().length];
                runs.computeIfAbsent(kit, k -> new ArrayList<>()).add(launch(kit));
            }
        }
        table(runs, System.out);
    }

    private static void child(Kit kit) throws IOException {
        long began = System.nanoTime();
        kit.once();
        System.out.println("first " + (System.nanoTime() - began));
        double[] times = new double[WARM + COUNTED];
        for (int i = 0; i < times.length; i++) {
            began = System.nanoTime();
            kit.once();
            times[i] = System.nanoTime() - began;
        }
        System.out.println("nth " + (long) median(Arrays.copyOfRange(times, WARM, times.length)));
        System.exit(0); // some leave threads behind
    }

    private static Run launch(Kit kit) throws IOException, InterruptedException {
        long began = System.nanoTime();
        Process jvm = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KitStartUp.class.getName(),
                        kit.name())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var lines = new BufferedReader(new InputStreamReader(jvm.getInputStream(), StandardCharsets.UTF_8))) {
            double first = value("first ", lines);
            double cold = (System.nanoTime() - began) / 1e6;
            double nth = value("nth ", lines);
            jvm.waitFor();
            return new Run(cold, first, nth);
        }
    }

    private static double value(String name, BufferedReader lines) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith(name)) {
                return Long.parseLong(line.substring(name.length())) / 1e6;
            }
        }
        throw new IOException("the JVM ended without its line: " + name);
    }

    private static void ask(int port) throws IOException {
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream()
                    .write("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readNBytes(15), StandardCharsets.US_ASCII);
            if (!answer.startsWith("HTTP/1.1 200")) {
                throw new IOException("not an answer: " + answer);
            }
        }
    }

    private static void table(Map<Kit, List<Run>> runs, PrintStream out) {
        out.println("| ms, median (least–most) of " + runs.get(Kit.NONE).size() + " JVMs, × testkit"
                + " | JVM launch to first answer | first server | n-th server |");
        out.println("|---|---|---|---|");
        for (Kit kit : Kit.values()) {
            double[][] own = columns(runs.get(kit));
            double[][] ours = columns(runs.get(Kit.TESTKIT));
            var line = new StringBuilder("| " + kit);
            for (int c = 0; c < own.length; c++) {
                double[] sorted = own[c];
                line.append(String.format(
                        Locale.ROOT,
                        kit == Kit.NONE && c > 0 ? " | –" : " | %.1f (%.1f–%.1f), %.1f×",
                        median(sorted),
                        sorted[0],
                        sorted[sorted.length - 1],
                        median(sorted) / median(ours[c])));
            }
            out.println(line + " |");
        }
    }

    private static double[][] columns(List<Run> runs) {
        return new double[][] {
            runs.stream().mapToDouble(Run::cold).sorted().toArray(),
            runs.stream().mapToDouble(Run::first).sorted().toArray(),
            runs.stream().mapToDouble(Run::nth).sorted().toArray()
        };
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
