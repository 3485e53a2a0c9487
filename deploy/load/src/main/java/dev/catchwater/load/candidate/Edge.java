package dev.catchwater.load.candidate;

import dev.catchwater.load.process.Jvm;
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
    public Optional<Path> program() {
        return Optional.of(JAR).filter(Files::exists);
    }

    @Override
    public String missing() {
        return "`./mvnw package -pl services/edge -am`";
    }

    @Override
    public Launch launch(Path program, Site site) {
        List<String> command = new ArrayList<>(Jvm.command("512m"));
        command.add("-XX:MaxDirectMemorySize=" + (site.megabytes() + 512) + "m");
        command.addAll(flags);
        command.addAll(List.of("-jar", program.toString()));
        return new Launch(command, Map.of());
    }
}
