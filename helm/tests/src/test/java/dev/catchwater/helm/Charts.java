package dev.catchwater.helm;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.function.UnaryOperator;

/** The charts of this repository, copied aside once a run and given their dependencies there. */
final class Charts {

    static final String SERVICES = "aggregator,prices,weather,trading,edge";
    static final Path MODULE = Path.of(System.getProperty("basedir", "")).toAbsolutePath();

    private static final Path BUILT = build();

    private Charts() {}

    static List<String> services() {
        return List.of(SERVICES.split(","));
    }

    static Path folder(String chart) {
        return BUILT.resolve(chart);
    }

    static Helm helm(String chart) {
        return new Helm(folder(chart));
    }

    /** The chart's objects with the values of one of its {@code ci} files, released under the chart's own name. */
    static Manifest render(String chart, String values) {
        return render(chart, values, UnaryOperator.identity());
    }

    static Manifest render(String chart, String values, UnaryOperator<TemplateCommand> more) {
        var command = template(chart).withValuesFile(folder(chart).resolve("ci/" + values + "-values.yaml"));
        return Manifest.parse(more.apply(command).call());
    }

    /** Renders for the oldest cluster that the charts name, without any values file. */
    static TemplateCommand template(String chart) {
        return helm(chart).template().withName(chart).withNamespace("water").withKubeVersion("1.30.0");
    }

    private static Path build() {
        var from = MODULE.getParent();
        var to = MODULE.resolve("target/charts");
        try {
            delete(to);
            copy(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot copy " + from, e);
        }
        // The umbrella packs its parts as they lie there, so they come first.
        for (var chart : services()) {
            new Helm(to.resolve(chart)).dependency().build().call();
        }
        new Helm(to.resolve("catchwater")).dependency().build().call();
        return to;
    }

    static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                // What someone built by hand beside the sources is no part of them, and this module is no chart.
                if (folder.equals(MODULE) || folder.getFileName().toString().equals("charts")) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(to.resolve(from.relativize(folder)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!file.endsWith("Chart.lock")) {
                    Files.copy(file, to.resolve(from.relativize(file)));
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
