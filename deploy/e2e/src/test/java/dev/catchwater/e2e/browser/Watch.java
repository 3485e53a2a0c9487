package dev.catchwater.e2e.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Notes what no page of ours may do: complain on the console, fail, or ask for anything off this machine. */
final class Watch {

    /** Every http(s) address that is not this machine's; the browser evaluates it, so no lookbehind. */
    static final Pattern OFF_MACHINE =
            Pattern.compile("^(?:https?|wss?)://(?!(?:localhost|127\\.0\\.0\\.1|\\[::1\\])(?::\\d+)?(?:[/?#]|$)).*");

    private final List<String> complaints = new ArrayList<>();
    private final List<Pattern> expected = new ArrayList<>();

    Watch(BrowserContext context) {
        context.onConsoleMessage(this::console);
        context.onWebError(error -> complaints.add("page error: " + error.error()));
        context.route(OFF_MACHINE, this::refuse);
        // Also what never passes a route, such as a preconnect that became a request.
        context.onRequest(request -> {
            if (OFF_MACHINE.matcher(request.url()).matches()) {
                complaints.add("request off the machine: " + request.url());
            }
        });
    }

    /** Complaints that match are what a test provokes on purpose. */
    void expect(String pattern) {
        expected.add(Pattern.compile(pattern));
    }

    List<String> complaints() {
        return complaints.stream()
                .filter(complaint -> expected.stream()
                        .noneMatch(pattern -> pattern.matcher(complaint).find()))
                .distinct()
                .toList();
    }

    private void refuse(Route route) {
        complaints.add("request off the machine: " + route.request().url());
        route.abort();
    }

    private void console(ConsoleMessage message) {
        if (message.type().equals("error") || message.type().equals("warning")) {
            complaints.add("console " + message.type() + ": " + message.text() + " (" + message.location() + ")");
        }
    }
}
