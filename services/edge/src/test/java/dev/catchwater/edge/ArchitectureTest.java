package dev.catchwater.edge;

import dev.catchwater.rules.HouseRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void roomsSeeTheRootAndNeverEachOther() {
        HouseRules.service("dev.catchwater.edge").check();
    }
}
