package dev.catchwater.fairlead;

import dev.catchwater.rules.HouseRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    @Test
    void keepsTheRulesOfTheHouse() {
        HouseRules.library("dev.catchwater.fairlead")
                .pureRooms("cache", "rate", "signal", "structured", "verdict")
                .maySee("caching", "fairlead.store")
                .stages(
                        "admission",
                        "balance",
                        "breaker",
                        "caching",
                        "cookies",
                        "credentials",
                        "deadline",
                        "decode",
                        "guard",
                        "observe",
                        "redirect",
                        "retry")
                .wiring("client")
                .mayUseVertxHttpIn("exchange")
                .clockAndDiceIn("client")
                .check();
    }
}
