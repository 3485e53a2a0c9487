package dev.catchwater.e2e.page;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What axe-core finds wrong with a page by the success criteria of WCAG 2.2, levels A and AA. */
public final class Accessibility {

    private static final String AXE = script();
    private static final String RUN = """
            async () => {
              const found = await axe.run(document, {
                elementRef: true,
                resultTypes: ['violations'],
                runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
              });
              // WCAG 2.5.8 exempts links within a text; what people write in a post is one.
              const exempt = (rule, node) => rule.id === 'target-size' && node.element?.closest('.words');
              return found.violations.flatMap(rule => rule.nodes.filter(node => !exempt(rule, node)).map(node =>
                `${rule.id}: ${rule.help}: ${node.html.slice(0, 200)} ${node.any.map(check => check.message).join(' ')}`));
            }""";

    private Accessibility() {}

    /** One line for each element that breaks a rule. */
    @SuppressWarnings("unchecked")
    public static List<String> violations(Page page) {
        // Evaluated, not added as an element: the page's own policy forbids foreign scripts, and should.
        page.evaluate(AXE);
        return (List<String>) page.evaluate(RUN);
    }

    private static String script() {
        try (InputStream in = Accessibility.class.getResourceAsStream("/axe.min.js")) {
            if (in == null) {
                throw new IllegalStateException("axe.min.js is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
