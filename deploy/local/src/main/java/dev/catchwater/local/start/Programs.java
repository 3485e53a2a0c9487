package dev.catchwater.local.start;

import dev.catchwater.local.StartFailure;
import dev.catchwater.local.stores.Secrets;
import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** How each part is run: its jars, arguments, environment and addresses. */
final class Programs {

    private static final String HOST = "http://127.0.0.1:";
    private static final int SANDBOX_HEAP = 192;

    private final Installation installation;
    private final PortPlan ports;
    private final Secrets secrets;
    private final Map<String, String> given;

    /** @param given the launcher's own environment: what it says of a service goes before what is said here */
    Programs(Installation installation, PortPlan ports, Secrets secrets, Map<String, String> given) {
        this.installation = installation;
        this.ports = ports;
        this.secrets = secrets;
        this.given = Map.copyOf(given);
    }

    /** The portal's address for people. */
    URI portal() {
        return URI.create("http://localhost:" + ports.of(PortPlan.PORTAL) + "/");
    }

    URI sandboxUri() {
        return URI.create(HOST + ports.of(PortPlan.SANDBOX));
    }

    Program service(Service service) {
        Path folder = folder(service.name()).resolve("target/quarkus-app");
        Path jar = folder.resolve("quarkus-run.jar");
        requireBuilt(service.name(), jar);
        return new Program(
                service.name(),
                service.heap(),
                List.of("-jar", jar.toString()),
                new ClassCache(installation.classes(), service.name(), ClassCache.jarsBelow(folder)));
    }

    Path folder(String service) {
        return installation.tree().resolve("services").resolve(service);
    }

    /** @param stores the variables that lead to Postgres and Redis */
    Program.Run run(Service service, int port, int management, Map<String, String> stores) {
        Map<String, String> environment = new HashMap<>(stores);
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        environment.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(management));
        usual(service).forEach((name, value) -> {
            if (!given.containsKey(name)) {
                environment.put(name, value);
            }
        });
        return new Program.Run(
                List.of(),
                environment,
                URI.create(HOST + management + "/q/health/ready"),
                URI.create(HOST + port + "/"));
    }

    private Map<String, String> usual(Service service) {
        Map<String, String> usual = new HashMap<>();
        usual.put("CATCHWATER_WEB_DEMO_USER", "true");
        usual.put("CATCHWATER_WEB_PORTAL", portal().toString());
        usual.put("CATCHWATER_WEB_CURSOR_KEY", secrets.of("cursors." + service.name()));
        // Glibc keeps an arena a thread otherwise, some 10 MB each that nobody uses.
        usual.put("MALLOC_ARENA_MAX", "2");
        usual.putAll(
                switch (service.name()) {
                    case "aggregator" -> Gathering.locally(sandboxUri());
                    case "prices" -> Comparing.locally(sandboxUri());
                    case "weather" -> Forecasting.locally(sandboxUri());
                    case "trading" -> PaperTrading.locally(sandboxUri());
                    case "edge" -> Caching.locally(sandboxUri(), ports.of(PortPlan.EDGE), given);
                    default -> Map.of();
                });
        return usual;
    }

    URI information(Service service) {
        return URI.create(HOST + ports.of(service.managementName()) + "/q/info");
    }

    /** The sandbox, which runs from the launcher's own class path. */
    Program sandbox() {
        List<Path> jars = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(Path::of)
                .filter(Files::isRegularFile)
                .toList();
        return new Program(
                PortPlan.SANDBOX,
                SANDBOX_HEAP,
                List.of("-cp", System.getProperty("java.class.path"), "dev.catchwater.sandbox.Main"),
                new ClassCache(installation.classes(), PortPlan.SANDBOX, jars));
    }

    Program.Run sandboxRun(int port, Path data) {
        return new Program.Run(
                List.of("--port", Integer.toString(port), "--seed", "1", "--data", data.toString()),
                Map.of("MALLOC_ARENA_MAX", "2"),
                URI.create(HOST + port + "/_sandbox/health"),
                URI.create(HOST + port + "/"));
    }

    private static void requireBuilt(String name, Path jar) {
        if (!Files.exists(jar)) {
            throw new StartFailure(name + " is not built: " + jar + " is missing. `make up` builds it.");
        }
    }
}
