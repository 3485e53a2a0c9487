package dev.catchwater.fairlead.quarkus.deployment;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.LocatorAssertions;
import dev.catchwater.testkit.Match;
import dev.catchwater.testkit.Opened;
import dev.catchwater.testkit.StreamHandle;
import dev.catchwater.testkit.Upstream;
import io.quarkus.test.QuarkusDevModeTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The system's Chromium looks at the page of the Dev UI. */
@Tag("proof")
class DevUiCardTest {
    private static final double PATIENCE = 60_000;
    private static final Upstream UPSTREAM = Upstream.start();
    private static final int PORT = freePort();

    @RegisterExtension
    static final QuarkusDevModeTest APPLICATION = new QuarkusDevModeTest()
            .withApplicationRoot(archive -> archive.addClass(Streaming.class)
                    .addAsResource(
                            new StringAsset("upstream=" + UPSTREAM.uri("/stream") + "\nquarkus.http.port=" + PORT + "\n"
                                    + "fairlead.upstream.guard.allow=127.0.0.1:" + UPSTREAM.port() + "\n"),
                            "application.properties"));

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }

    private static Optional<Path> chromium() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .flatMap(folder -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Browser browser(Playwright playwright, Path program) {
        boolean root = System.getProperty("user.name").equals("root");
        List<String> arguments =
                new ArrayList<>(List.of("--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1"));
        if (root) {
            arguments.add("--no-sandbox");
        }
        return playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(program)
                        .setChromiumSandbox(!root)
                        .setArgs(arguments));
    }

    @Test
    void thePageShowsAClientAndItsCircuitWhileACallIsInFlight() {
        Optional<Path> program = chromium();
        assumeThat(program).as("`make e2e-setup` installs a Chromium").isPresent();
        Opened<StreamHandle> streams = UPSTREAM.when(Match.get("/stream")).stream();
        Thread writer = Thread.startVirtualThread(
                () -> streams.next(Duration.ofSeconds(60)).write("head"));
        RestAssured.get("http://localhost:" + PORT + "/stream").then().statusCode(200);
        assertThat(writer).satisfies(Thread::join);
        try (Playwright playwright = Playwright.create(
                        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
                Browser browser = browser(playwright, program.get())) {
            Page page = browser.newPage();
            List<String> errors = new ArrayList<>();
            page.onPageError(errors::add);
            page.navigate("http://localhost:" + PORT + "/q/dev-ui/extensions");
            page.locator("a[href='fairlead-quarkus/clients']").click(new Locator.ClickOptions().setTimeout(PATIENCE));
            Locator row = page.locator("qwc-fairlead-clients tbody tr").first();
            assertThat(row).containsText("upstream", new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE));
            assertThat(row).containsText("http://127.0.0.1:" + UPSTREAM.port() + ": CLOSED");
            assertThat(row.locator("td.number").first()).hasText("1");
            assertThat(errors).isEmpty();
        }
        UPSTREAM.takeComplaints();
    }
}
