package dev.catchwater.rules;

import static dev.catchwater.rules.HouseRules.ANYWHERE;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rooms of a library: stages, pure rooms and wiring. */
class LibraryRoomsTest {

    private static final String HOME = "dev.catchwater.fairlead";

    @TempDir
    Path folder;

    private Playground module;

    @BeforeEach
    void pipeline() {
        module = new Playground(folder);
        type("Request", "");
        type("cache.Freshness", HOME + ".Request");
        type("retry.Retry", HOME + ".Request", HOME + ".cache.Freshness");
        type("deadline.Deadline", HOME + ".Request");
        type("client.Client", HOME + ".retry.Retry", HOME + ".deadline.Deadline");
        type("sse.Events", HOME + ".client.Client");
    }

    @Test
    void aPipelineOfStagesIsAllowed() {
        assertThat(module.findings(fairlead())).isEmpty();
    }

    @Test
    void aStageSeesNoOtherStage() {
        type("retry.Peek", HOME + ".deadline.Deadline");

        assertFinding("retry.Peek sees dev.catchwater.fairlead.deadline.Deadline: a stage sees only the root");
    }

    @Test
    void aStageSeesNoWiring() {
        type("observe.Meter", HOME + ".client.Client");

        assertFinding("observe.Meter sees dev.catchwater.fairlead.client.Client: a stage sees only the root");
    }

    @Test
    void onlyTheWiringSeesAStage() {
        type("sse.Peek", HOME + ".retry.Retry");

        assertFinding("sse.Peek sees dev.catchwater.fairlead.retry.Retry: only the wiring sees a stage");
    }

    @Test
    void aPureRoomSeesOnlyTheRoot() {
        type("notes.Note", "");
        type("cache.Peek", HOME + ".notes.Note");

        assertFinding("cache.Peek sees dev.catchwater.fairlead.notes.Note: a pure room sees only the root");
    }

    @Test
    void aLibrarySeesNoServiceAndNoTestToolUnlessGiven() {
        module.given("package dev.catchwater.sandbox; public class Sandbox {}");
        type("client.Local", "dev.catchwater.sandbox.Sandbox");

        assertFinding("client.Local sees dev.catchwater.sandbox.Sandbox: test tools stay in tests");
        assertThat(module.findings(fairlead().maySee(ANYWHERE, "sandbox"))).isEmpty();
    }

    @Test
    void theRootIsAPackageThatMakesCyclesToo() {
        type("Main", HOME + ".sse.Events");
        type("sse.Back", HOME + ".Main");

        assertThat(module.findings(fairlead()))
                .isNotEmpty()
                .allSatisfy(finding -> assertThat(finding).contains("No package cycles"));
    }

    private void assertFinding(String text) {
        assertThat(module.findings(fairlead())).singleElement().asString().contains(text);
    }

    private static HouseRules fairlead() {
        return HouseRules.library(HOME)
                .pureRooms("cache")
                .stages("retry", "deadline", "observe")
                .wiring("client");
    }

    private void type(String name, String... seen) {
        var full = HOME + "." + name;
        var dot = full.lastIndexOf('.');
        var fields = new StringBuilder();
        for (var field : seen) {
            fields.append(field.isEmpty() ? "" : field + " f" + fields.length() + ";\n");
        }
        module.main("package %s;%npublic class %s {%n%s}"
                .formatted(full.substring(0, dot), full.substring(dot + 1), fields));
    }
}
