package dev.catchwater.postgres;

import dev.catchwater.rules.HouseRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    @Test
    void keepsTheRulesOfTheHouse() {
        HouseRules.library("dev.catchwater.postgres").check();
    }
}
