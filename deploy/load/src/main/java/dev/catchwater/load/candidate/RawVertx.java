package dev.catchwater.load.candidate;

import dev.catchwater.load.origin.OriginMain;
import dev.catchwater.load.process.Jvm;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A server of Vert.x that does nothing but look a path up and send what is there: what its HTTP costs. */
record RawVertx() implements Candidate {
    @Override
    public String name() {
        return "vertx";
    }

    @Override
    public String title() {
        return "Vert.x alone, epoll";
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
        return Optional.of(Path.of(System.getProperty("java.home"), "bin", "java"));
    }

    @Override
    public String missing() {
        return "";
    }

    @Override
    public Launch launch(Path program, Site site) {
        List<String> command = new ArrayList<>(Jvm.command("256m"));
        command.addAll(List.of("-XX:MaxDirectMemorySize=" + site.megabytes() + "m", "-cp"));
        // Of absolute paths, since it runs elsewhere.
        command.addAll(List.of(absolute(System.getProperty("java.class.path")), OriginMain.class.getName()));
        command.addAll(List.of("kind=kept", "transport=native", "port=" + site.port()));
        return new Launch(command, Map.of());
    }

    private static String absolute(String classPath) {
        return Stream.of(classPath.split(File.pathSeparator, -1))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
