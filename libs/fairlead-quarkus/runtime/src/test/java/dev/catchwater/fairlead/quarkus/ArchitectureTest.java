package dev.catchwater.fairlead.quarkus;

import dev.catchwater.rules.HouseRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    @Test
    void keepsTheRulesOfTheHouse() {
        HouseRules.library("dev.catchwater.fairlead.quarkus")
                .wiring("runtime")
                .clockAndDiceIn("Clients", "QuarkusRedis")
                .check();
    }
}
