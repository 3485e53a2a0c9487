package dev.catchwater.rules;

import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void theHouseKeepsItsOwnRules() {
        HouseRules.library("dev.catchwater.rules").check();
    }
}
