package dev.catchwater.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person is told after an installation about keys: where they are, what ends them, how to replace a lost one. */
class NotesTest {

    @ParameterizedTest
    @ValueSource(strings = {"aggregator", "prices", "weather", "trading", "edge"})
    void everyChartSaysWhereTheAdminKeyIsAndHowALostOneIsReplaced(String chart) throws IOException {
        assertThat(notes(chart, true))
                .contains("kubectl -n water exec deploy/" + chart + " -- cat /var/lib/catchwater/admin.key")
                .contains("configuration.catchwater\\.web\\.reissue-admin-key=true")
                .doesNotContain("WARNING");
    }

    @Test
    void keysThatEndWithThePodAreWarnedOf() throws IOException {
        for (String chart : List.of("weather", "trading", "edge")) {
            assertThat(notes(chart, false)).contains("WARNING: storage.persistent is false");
        }
        for (String chart : List.of("aggregator", "prices")) {
            assertThat(notes(chart, false))
                    .contains("Keys are kept in Postgres, but this file goes with the pod and is not made again.")
                    .doesNotContain("WARNING");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"aggregator", "prices", "weather", "trading", "edge"})
    void theChartKnowsWhereItsServiceKeepsKeys(String chart) throws IOException {
        Path root = Charts.MODULE.getParent().getParent();
        boolean postgres;
        try (Stream<Path> sources = Files.walk(root.resolve("services/" + chart + "/src/main/java"))) {
            postgres = sources.filter(file -> file.toString().endsWith(".java")).anyMatch(NotesTest::keepsKeys);
        }
        assertThat(Files.readString(Charts.folder(chart).resolve("Chart.yaml")).contains("catchwater.dev/keys: file"))
                .isEqualTo(!postgres);
    }

    @Test
    void theAdvisedPropertyReachesTheService() {
        var manifest = Charts.template("aggregator")
                .withValuesFile(Charts.folder("aggregator").resolve("ci/least-values.yaml"))
                .set("configuration.catchwater\\.web\\.reissue-admin-key", "true")
                .call();
        assertThat(manifest).contains("catchwater.web.reissue-admin-key=true");
    }

    private static boolean keepsKeys(Path file) {
        try {
            String text = Files.readString(file);
            return text.contains("implements KeyStore") || text.contains("new KeyTable(");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    // Only an installation renders notes, and one without a cluster believes in Kubernetes 1.20.
    private static String notes(String chart, boolean persistent) throws IOException {
        Path copy = Charts.folder(chart).resolveSibling("noted-" + chart);
        if (Files.notExists(copy)) {
            Charts.copy(Charts.folder(chart), copy);
            Path facts = copy.resolve("Chart.yaml");
            Files.writeString(facts, Files.readString(facts).replaceFirst("(?m)^kubeVersion: .*\n", ""));
            new Helm(copy).dependency().build().call();
        }
        return new Helm(copy)
                .install()
                .clientOnly()
                .withName(chart)
                .withNamespace("water")
                .withValuesFile(copy.resolve("ci/least-values.yaml"))
                .set("storage.persistent", persistent)
                .dryRun()
                .call()
                .getOutput();
    }
}
