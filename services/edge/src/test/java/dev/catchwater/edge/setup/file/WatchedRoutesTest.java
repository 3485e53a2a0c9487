package dev.catchwater.edge.setup.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.catchwater.edge.route.Route;
import dev.catchwater.edge.route.RouteTable;
import dev.catchwater.edge.route.Routes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchedRoutesTest {
    @TempDir
    Path folder;

    private Path file;
    private Instant now = Instant.parse("2026-11-01T12:00:00Z");

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("routes.yaml");
        say("one");
    }

    private void say(String name) throws IOException {
        Files.writeString(file, "routes: [{name: " + name + ", origins: http://127.0.0.1:1}]");
    }

    private WatchedRoutes watched() {
        return new WatchedRoutes(file, name -> null, () -> now);
    }

    private static List<String> names(Routes routes) {
        return routes.routes().stream().map(Route::name).toList();
    }

    @Test
    void aChangeHoldsOnceItIsSeenAndWhoWatchesHearsOfItOnce() throws IOException {
        WatchedRoutes routes = watched();
        List<List<String>> told = new ArrayList<>();
        routes.watch(now -> told.add(names(now)));
        say("two");
        routes.look();
        routes.look();
        assertThat(names(routes.now())).containsExactly("two");
        assertThat(told).containsExactly(List.of("one"), List.of("two"));
        assertThat(routes.state().version()).isEqualTo(2);
    }

    @Test
    void aBadChangeIsRefusedWithItsLineAndTheOldOneStays() throws IOException {
        WatchedRoutes routes = watched();
        List<List<String>> told = new ArrayList<>();
        routes.watch(now -> told.add(names(now)));
        Files.writeString(file, "routes:\n  - name: two\n    orgins: http://127.0.0.1:1\n");
        now = now.plusSeconds(5);
        routes.look();
        assertThat(names(routes.now())).containsExactly("one");
        assertThat(told).hasSize(1);
        RouteTable.Refused refused = routes.state().refused().orElseThrow();
        assertThat(refused.at()).isEqualTo(now);
        assertThat(refused.faults().toString()).contains("line 3, column 5: unknown key \"orgins\"");
        say("three");
        routes.look();
        assertThat(routes.state().refused()).isEmpty();
        assertThat(names(routes.now())).containsExactly("three");
    }

    @Test
    void goingBackToWhatHoldsEndsTheRefusal() throws IOException {
        WatchedRoutes routes = watched();
        Files.writeString(file, "routes: 5");
        routes.look();
        say("one");
        routes.look();
        assertThat(routes.state().refused()).isEmpty();
        assertThat(names(routes.now())).containsExactly("one");
    }

    @Test
    void aFileThatIsGoneOrGarbledChangesNothing() throws IOException {
        WatchedRoutes routes = watched();
        Files.delete(file);
        routes.look();
        assertThat(names(routes.now())).containsExactly("one");
        assertThat(routes.state().refused().orElseThrow().faults().toString()).contains("there is no file");
        Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe});
        routes.look();
        assertThat(names(routes.now())).containsExactly("one");
        Files.write(file, "x".repeat(5 << 20).getBytes(StandardCharsets.UTF_8));
        routes.look();
        assertThat(names(routes.now())).containsExactly("one");
    }

    @Test
    void aLinkThatIsSwappedIsAChange() throws IOException {
        Path mounted = folder.resolve("mounted.yaml");
        Files.createSymbolicLink(mounted, file);
        WatchedRoutes routes = new WatchedRoutes(mounted, name -> null, () -> now);
        Path next = folder.resolve("next.yaml");
        Files.writeString(next, "routes: [{name: two, origins: http://127.0.0.1:1}]");
        Path link = folder.resolve("link");
        Files.createSymbolicLink(link, next);
        Files.move(link, mounted, StandardCopyOption.ATOMIC_MOVE);
        routes.look();
        assertThat(names(routes.now())).containsExactly("two");
    }

    @Test
    void whatIsWrongAtTheStartIsRefusedWithItsPlace() throws IOException {
        Files.writeString(file, "routes:\n  - nme: x\n");
        assertThatIllegalStateException()
                .isThrownBy(this::watched)
                .withMessageContaining("line 2, column 5: unknown key \"nme\"; did you mean \"name\"?");
        Files.delete(file);
        assertThatIllegalStateException().isThrownBy(this::watched).withMessageContaining("there is no file");
    }
}
