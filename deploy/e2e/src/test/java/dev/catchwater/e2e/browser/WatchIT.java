package dev.catchwater.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import dev.catchwater.e2e.stack.Catchwater;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The judge is judged: a page that misbehaves is caught. */
@OverCatchwater
@Order(0)
class WatchIT {

    @Test
    void aRequestOffTheMachineAConsoleErrorAndAPageErrorAreEachAComplaint(Tabs tabs) {
        Page page = tabs.open(URI.create("about:blank"));

        page.evaluate("() => { new Image().src = 'https://example.org/pixel.png'; }");
        page.evaluate("() => console.error('a complaint')");
        page.evaluate("() => { setTimeout(() => { throw new Error('a failure'); }); }");

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            page.title();
            assertThat(tabs.complaints())
                    .anyMatch(said -> said.contains("off the machine: https://example.org/pixel.png"))
                    .anyMatch(said -> said.contains("console error: a complaint"))
                    .anyMatch(said -> said.contains("page error: ") && said.contains("a failure"));
        });
        tabs.expect("example.org|a complaint|a failure|ERR_FAILED");
    }

    @Test
    void namesThatOnlyLookLikeThisMachineAreOffIt(Catchwater catchwater) {
        assertThat(Watch.OFF_MACHINE.matcher("http://localhost.example.org/").matches())
                .isTrue();
        assertThat(Watch.OFF_MACHINE.matcher("https://127.0.0.1.nip.io/x").matches())
                .isTrue();
        assertThat(Watch.OFF_MACHINE.matcher(catchwater.portal().toString()).matches())
                .isFalse();
        assertThat(Watch.OFF_MACHINE.matcher("http://127.0.0.1:8090/feeds/").matches())
                .isFalse();
    }
}
