package dev.catchwater.web;

import dev.catchwater.rules.HouseRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    @Test
    void keepsTheRulesOfTheHouse() {
        HouseRules.library("dev.catchwater.web")
                .mayUseVertxHttpIn("problem", "headers", "session", "keys", "guard", "login", "page")
                .clockAndDiceIn("WebBeans")
                .check();
    }
}
