package dev.catchwater.load.run;

import dev.catchwater.load.Options;
import dev.catchwater.load.process.Child;
import dev.catchwater.load.process.Server;
import dev.catchwater.load.report.Series;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Clients one after another against one server, round after round: A B C A B C. */
final class Comparison {
    private final Map<String, Series> series = new LinkedHashMap<>();
    private final Clients clients;
    private final String phases;
    private final int warm;
    private final int rounds;
    private final int connections;

    Comparison(Clients clients, Options options, String phases, int connections) {
        this.clients = clients;
        this.phases = options.text("phases", phases);
        this.connections = options.number("connections", connections);
        warm = options.number("warm", 50_000);
        rounds = options.number("rounds", 5);
    }

    int rounds() {
        return rounds;
    }

    /** The figures of each. */
    Map<String, Series> run(List<String> names) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("load");
        try (Server server = Server.fast(folder)) {
            System.err.println("Asking " + server.title() + ".");
            for (int round = 1; round <= rounds; round++) {
                for (String name : names) {
                    System.err.println("Round " + round + " of " + rounds + ": " + name);
                    series.computeIfAbsent(name, first -> new Series()).add(fork(name, server));
                }
            }
        }
        return series;
    }

    private Map<String, String> fork(String name, Server server) throws IOException, InterruptedException {
        int before = server.accepted();
        Map<String, String> figures;
        try (Child child = client(name, server)) {
            figures = child.figures();
        }
        // Less the question itself.
        figures.put("connections", Integer.toString(server.accepted() - before - 1));
        return figures;
    }

    private Child client(String name, Server server) throws IOException {
        return clients.start(
                name,
                List.of(
                        "peer=" + name,
                        "uri=" + server.uri("/body"),
                        "connections=" + connections,
                        "server=" + server.process().pid(),
                        "warm=" + warm,
                        "phases=" + phases));
    }
}
