package dev.catchwater.load.candidate;

import dev.catchwater.load.process.Jvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The same as {@link RawVertx} behind a route of Quarkus' own server: what a hit would cost there. */
record QuarkusRoute() implements Candidate {
    @Override
    public String name() {
        return "quarkus";
    }

    @Override
    public String title() {
        return "a route of Vert.x inside Quarkus";
    }

    @Override
    public boolean caches() {
        return false;
    }

    @Override
    public boolean compiles() {
        return true;
    }

    @Override
    public Optional<Path> program() {
        return Optional.of(Path.of("deploy/load/quarkus/target/quarkus-app/quarkus-run.jar"))
                .filter(Files::exists);
    }

    @Override
    public String missing() {
        return "`./mvnw package -Pload -pl deploy/load/quarkus -am`";
    }

    @Override
    public Launch launch(Path program, Site site) {
        List<String> command = new ArrayList<>(Jvm.command("256m"));
        command.add("-XX:MaxDirectMemorySize=" + site.megabytes() + "m");
        command.addAll(List.of("-Dquarkus.http.host-enabled=true", "-Dquarkus.http.port=" + site.port()));
        command.addAll(List.of("-Dquarkus.http.host=127.0.0.1", "-Dquarkus.vertx.prefer-native-transport=true"));
        command.addAll(List.of("-jar", program.toAbsolutePath().toString(), "peer=none"));
        return new Launch(command, Map.of());
    }
}
