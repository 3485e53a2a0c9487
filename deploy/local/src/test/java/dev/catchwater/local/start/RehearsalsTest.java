package dev.catchwater.local.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearsalsTest {

    private static final URI NOWHERE = URI.create("http://127.0.0.1:1/");

    @Test
    void aRehearsalAsksNoUpstreamAndWritesNoKeyOfTheRealService(@TempDir Path folder) {
        Program.Run run = new Program.Run(
                List.of("-x"),
                Map.of("CATCHWATER_AGGREGATOR_SEED_SOURCES", "feed:" + NOWHERE, "QUARKUS_HTTP_PORT", "1"),
                NOWHERE,
                NOWHERE);

        Program.Run apart = Rehearsals.apart(run, folder);

        assertThat(apart.arguments()).isEqualTo(run.arguments());
        // Empty and not absent: a child also gets what stands in the launcher's own environment.
        assertThat(apart.environment())
                .containsEntry("CATCHWATER_AGGREGATOR_SEED_SOURCES", "")
                .containsEntry("QUARKUS_HTTP_PORT", "1")
                .containsEntry("CATCHWATER_WEB_ADMIN_KEY_FILE", folder + "/admin.key")
                .containsEntry("CATCHWATER_WEB_KEY_FILE", folder + "/keys");
    }
}
