package dev.catchwater.fairlead.tour;

import dev.catchwater.rules.Snippets;
import org.junit.jupiter.api.Test;

class DocumentsTest {
    @Test
    void whatTheDocumentsShowIsWhatTheTestsRun() {
        Snippets.check("README.md", "docs");
    }
}
