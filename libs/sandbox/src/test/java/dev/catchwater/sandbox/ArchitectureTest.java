package dev.catchwater.sandbox;

import dev.catchwater.rules.HouseRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void theHouseRulesHold() {
        // The server's own HTTP types are the sandbox's material; keys are drawn in Grants, the system's clock is a
        // default.
        HouseRules.library("dev.catchwater.sandbox")
                .mayUseVertxHttpIn(HouseRules.ANYWHERE)
                .clockAndDiceIn("SandboxOptions", "Grants")
                .mayPrintIn("Main")
                .check();
    }
}
