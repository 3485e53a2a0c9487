package dev.catchwater.live;

import dev.catchwater.rules.HouseRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    @Test
    void keepsTheRulesOfTheHouse() {
        HouseRules.library("dev.catchwater.live")
                .mayUseVertxHttpIn("Hub", "Listener", "LiveRoute")
                .check();
    }
}
