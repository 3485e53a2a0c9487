package dev.catchwater.fairlead.redis;

import dev.catchwater.rules.HouseRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    @Test
    void keepsTheRulesOfTheHouse() {
        HouseRules.library("dev.catchwater.fairlead.redis")
                .stages("limits", "store", "flights", "tokens")
                // The refusal of the Redis client's pool is one of HTTP's, too.
                .mayUseVertxHttpIn(HouseRules.ROOT)
                .check();
    }
}
