package dev.catchwater.local;

import dev.catchwater.rules.HouseRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void keepsTheRulesOfTheHouse() {
        HouseRules.library("dev.catchwater.local")
                .mayPrintIn("Main")
                .clockAndDiceIn("Main")
                .mayUseVertxHttpIn("portal")
                .check();
    }
}
