package dev.catchwater.trading;

import dev.catchwater.rules.HouseRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void roomsSeeTheRootAndNeverEachOther() {
        HouseRules.service("dev.catchwater.trading")
                .pureRooms("market", "strategy", "risk", "order", "ledger")
                .check();
    }
}
