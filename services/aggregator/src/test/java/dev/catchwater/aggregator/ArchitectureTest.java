package dev.catchwater.aggregator;

import dev.catchwater.rules.HouseRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void roomsSeeTheRootAndNeverEachOther() {
        HouseRules.service("dev.catchwater.aggregator")
                .pureRooms("post", "timeline", "schedule")
                .maySee("timeline", "live.log")
                .maySee("store", "live.log")
                .maySee(HouseRules.ANYWHERE, "postgres.StoreAway")
                .check();
    }
}
