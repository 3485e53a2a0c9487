package dev.catchwater.load.edge;

import dev.catchwater.load.origin.Bodies;
import dev.catchwater.load.process.Child;
import dev.catchwater.load.process.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The load generator: a closed loop on the processor that servers leave alone. */
record Wrk(Path program, Path folder, int connections, int keys) {
    /** Requests are made before, since it would be Lua that is measured. */
    private static final String SCRIPT = """
            local requests, next = {}, 0
            function init(arguments)
              local keys, bytes, seed = tonumber(arguments[1]), arguments[2], tonumber(arguments[3])
              local cumulative, sum = {}, 0
              for key = 1, keys do sum = sum + key ^ -0.9; cumulative[key] = sum end
              math.randomseed(seed)
              for n = 1, 50000 do
                local at, low, high = math.random() * sum, 1, keys
                while low < high do
                  local middle = math.floor((low + high) / 2)
                  if cumulative[middle] < at then low = middle + 1 else high = middle end
                end
                requests[n] = wrk.format("GET", "/b/" .. bytes .. "/" .. low)
              end
            end
            function request()
              next = next % 50000 + 1
              return requests[next]
            end
            function done(summary, latency, requests)
              local e = summary.errors
              local stat = io.open("/proc/self/stat"):read("*a")
              local fields = {}
              for field in stat:sub(stat:find(")", 1, true) + 2):gmatch("%S+") do fields[#fields + 1] = field end
              print("calls=" .. summary.requests)
              print("bytes=" .. summary.bytes)
              print("micros=" .. summary.duration)
              print("errors=" .. e.connect + e.read + e.write + e.status + e.timeout)
              print("own_ticks=" .. fields[12] + fields[13])
              print("p50_us=" .. latency:percentile(50))
              print("p99_us=" .. latency:percentile(99))
            end
            """;

    static Wrk in(Arena arena, int connections, int keys) throws IOException {
        Path program = Programs.find("WRK_PROGRAM", "wrk")
                .orElseThrow(
                        () -> new IllegalStateException("wrk is not there: `apt-get install wrk`, or WRK_PROGRAM"));
        Files.writeString(arena.folder().resolve("load.lua"), SCRIPT);
        return new Wrk(program, arena.folder(), connections, keys);
    }

    /** Asks for objects of a size, and fails unless each answer was right as far as can be seen in so much of it. */
    Map<String, String> run(Contestant server, int bytes, int seconds, int seed)
            throws IOException, InterruptedException {
        int head = Questions.headBytes(server, Bodies.path(bytes, 1));
        long before = server.cpuNanos();
        Map<String, String> said;
        try (Child child = Child.start(Child.CLIENT, command(server, bytes, seconds, seed))) {
            said = child.figures();
        }
        long cpu = server.cpuNanos() - before;
        double calls = number(said, "calls");
        // What is under way at the end counts as bytes alone; Age grows by a digit.
        double off = Math.abs(number(said, "bytes") - calls * (head + bytes));
        if (number(said, "errors") > 0 || off > connections * (double) (head + bytes) + calls * 40) {
            throw new IllegalStateException(server.name() + " gave wrong answers: " + said + ", head " + head);
        }
        return figures(said, cpu);
    }

    private List<String> command(Contestant server, int bytes, int seconds, int seed) {
        return List.of(
                program.toString(),
                "-t1",
                "-c" + connections,
                "-d" + seconds + "s",
                "-s",
                folder.resolve("load.lua").toString(),
                server.uri("/"),
                "--",
                Integer.toString(keys),
                Integer.toString(bytes),
                Integer.toString(seed));
    }

    private static Map<String, String> figures(Map<String, String> said, long cpu) {
        double calls = number(said, "calls");
        double nanos = number(said, "micros") * 1e3;
        Map<String, String> figures = new HashMap<>(said);
        figures.put("per_cpu_second", Double.toString(calls * 1e9 / cpu));
        figures.put("rate", Double.toString(calls * 1e9 / nanos));
        figures.put("server_share", Double.toString(cpu / nanos));
        figures.put("client_share", Double.toString(number(said, "own_ticks") * 1e7 / nanos));
        return figures;
    }

    private static double number(Map<String, String> figures, String name) {
        return Double.parseDouble(figures.getOrDefault(name, "NaN"));
    }
}
