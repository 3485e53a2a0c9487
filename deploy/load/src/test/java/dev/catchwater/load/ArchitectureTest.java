package dev.catchwater.load;

import dev.catchwater.rules.HouseRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    @Test
    void keepsTheRulesOfTheHouse() {
        HouseRules.library("dev.catchwater.load")
                .mayPrintIn("measure", "origin", "soak", "run")
                .clockAndDiceIn("measure", "soak", "run")
                .mayUseVertxHttpIn("peer", "origin")
                .check();
    }
}
