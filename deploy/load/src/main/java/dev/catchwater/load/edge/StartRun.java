package dev.catchwater.load.edge;

import dev.catchwater.load.Options;
import dev.catchwater.load.Run;
import dev.catchwater.load.candidate.Candidate;
import dev.catchwater.load.candidate.Candidates;
import dev.catchwater.load.origin.Bodies;
import dev.catchwater.load.report.Series;
import dev.catchwater.load.report.Table;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** How long a process takes until it has answered from what it keeps, the first time fetched for it. */
public final class StartRun implements Run {
    /** Of the compilers, which share the core. */
    private static final String PATIENT = "-XX:CompileThresholdScaling=4";

    private static final long PATIENCE_NANOS = 60_000_000_000L;

    @Override
    public String report(Options options) throws IOException, InterruptedException {
        int rounds = options.number("rounds", 5);
        Map<String, Series> all = new LinkedHashMap<>();
        Map<String, String> titles = new LinkedHashMap<>();
        try (Arena arena = Arena.empty(options, Arena.PLENTY)) {
            List<Candidate> candidates = new ArrayList<>(arena.present(options, "edge,nginx,varnish"));
            if (candidates.stream().anyMatch(one -> one.name().equals(Candidates.EDGE))) {
                candidates.addFirst(recorded(arena));
            }
            for (int round = 1; round <= rounds; round++) {
                for (Candidate candidate : candidates) {
                    titles.put(candidate.name(), candidate.title());
                    all.computeIfAbsent(candidate.name(), first -> new Series()).add(start(arena, candidate));
                }
            }
            return "One core each time; from the start of the process, asked each millisecond. Medians of " + rounds
                    + ", interleaved.\n\n" + table(all, titles) + arena.absent();
        }
    }

    private static String table(Map<String, Series> all, Map<String, String> titles) {
        Table table = new Table("ms until", "first answer", "first hit", "target");
        all.forEach((name, one) -> table.row(
                titles.getOrDefault(name, name),
                one.spread("answer_us", 1e3, 0),
                one.spread("hit_us", 1e3, 0),
                name.equals(Candidates.RECORDED) ? "≤ 700" : ""));
        return table.toString();
    }

    /** The edge as {@code services/edge/run} starts it, with the cache of loaded and linked classes that a rehearsal leaves. */
    private static Candidate recorded(Arena arena) throws IOException, InterruptedException {
        Path cache = arena.folder().resolve("edge.aot");
        Candidate rehearsal = Candidates.edge(
                "edge-rehearsal", PATIENT, "-XX:AOTCacheOutput=" + cache, "-Dcatchwater.edge.rehearse=true");
        try (Contestant edge = arena.launch(rehearsal)) {
            if (edge.process().exit() != 0 || !Files.exists(cache)) {
                throw new IllegalStateException("no rehearsal: " + Files.readString(edge.log()));
            }
        }
        return Candidates.edge(Candidates.RECORDED, PATIENT, "-XX:AOTCache=" + cache);
    }

    private static Map<String, String> start(Arena arena, Candidate candidate)
            throws IOException, InterruptedException {
        String path = Bodies.path(1_024, 1);
        int before = arena.origin().requests();
        long start = System.nanoTime();
        try (Contestant server = arena.launch(candidate)) {
            long answer = asked(server, path, start) - start;
            Questions.ask(server, path);
            long hit = System.nanoTime() - start;
            if (arena.origin().requests() - before != 1) {
                throw new IllegalStateException(server.name() + " did not answer from what it keeps");
            }
            return Map.of("answer_us", Double.toString(answer / 1e3), "hit_us", Double.toString(hit / 1e3));
        }
    }

    private static long asked(Contestant server, String path, long start) throws IOException {
        while (true) {
            try {
                Questions.ask(server, path);
                return System.nanoTime();
            } catch (ConnectException notYet) {
                if (System.nanoTime() - start > PATIENCE_NANOS) {
                    throw notYet;
                }
                LockSupport.parkNanos(1_000_000);
            }
        }
    }
}
