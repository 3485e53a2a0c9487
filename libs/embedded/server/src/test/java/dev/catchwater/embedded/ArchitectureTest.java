package dev.catchwater.embedded;

import dev.catchwater.rules.HouseRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void theHouseStands() {
        // Real processes are waited for in real time.
        HouseRules.library("dev.catchwater.embedded")
                .clockAndDiceIn("Lifecycle", "BinaryCache")
                .mayPrintIn("ServerHost")
                .check();
    }
}
