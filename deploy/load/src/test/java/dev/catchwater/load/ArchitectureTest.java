package dev.catchwater.load;

import dev.catchwater.rules.HouseRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    @Test
    void keepsTheRulesOfTheHouse() {
        HouseRules.library("dev.catchwater.load")
                .mayPrintIn("measure", "origin", "soak", "run", "edge", "wire")
                .clockAndDiceIn("measure", "origin", "process", "soak", "run", "edge", "wire")
                .mayUseVertxHttpIn("peer", "origin")
                .check();
    }
}
