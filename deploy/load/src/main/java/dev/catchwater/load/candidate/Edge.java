package dev.catchwater.load.candidate;

import dev.catchwater.load.process.Jvm;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The packaged node with one property, and more memory than it takes by default. */
record Edge(String name, List<String> flags) implements Candidate {
    private static final Path JAR = Path.of("services/edge/target/quarkus-app/quarkus-run.jar");

    @Override
    public String title() {
        return name.equals(Candidates.RECORDED) ? "**edge**, AOT cache" : "**edge**";
    }

    @Override
    public boolean compiles() {
        return true;
    }

    @Override
    public boolean isControlled() {
        return true;
    }

    @Override
    public Optional<Path> program() {
        String named = System.getenv("EDGE_PROGRAM");
        return Optional.of(named == null ? JAR : Path.of(named)).filter(Files::exists);
    }

    @Override
    public String missing() {
        return "`./mvnw package -pl services/edge -am`";
    }

    @Override
    public Optional<HttpRequest> purge(Site site, String tag) throws IOException {
        String key = Files.readString(site.folder().resolve(".catchwater/edge/admin.key"))
                .strip();
        return Optional.of(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + site.control() + "/api/v1/purges"))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"tag\":\"" + tag + "\",\"mode\":\"hard\"}"))
                .build());
    }

    @Override
    public Launch launch(Path program, Site site) {
        List<String> command = new ArrayList<>(Jvm.command("512m"));
        command.add("-XX:MaxDirectMemorySize=" + (site.megabytes() + 512) + "m");
        command.addAll(flags);
        // Whatever else it writes, it writes below the folder it runs in.
        command.add("-Dcatchwater.edge.routes.default.origins=http://127.0.0.1:" + site.origin());
        command.add("-Dcatchwater.edge.store.memory=" + site.megabytes() + "M");
        command.add("-Dcatchwater.edge.plane.port=" + site.port());
        command.add("-Dcatchwater.edge.plane.idle-timeout=1h");
        command.add("-Dquarkus.http.port=" + site.control());
        command.add("-Dquarkus.management.port=0");
        command.addAll(List.of("-jar", program.toAbsolutePath().toString()));
        return new Launch(command, Map.of());
    }
}
