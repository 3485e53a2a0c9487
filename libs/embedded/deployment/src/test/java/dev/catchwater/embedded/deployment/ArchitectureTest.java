package dev.catchwater.embedded.deployment;

import dev.catchwater.rules.HouseRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void theHouseStands() {
        HouseRules.library("dev.catchwater.embedded.deployment")
                .maySee(HouseRules.ROOT, "embedded")
                .check();
    }
}
