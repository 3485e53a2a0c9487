package dev.catchwater.edge;

import dev.catchwater.rules.HouseRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    /** The engine of a miss is Fairlead's own cache, so its nouns, decisions and stores are the edge's. */
    private static final String[] ENGINE = {"fairlead"};

    @Test
    void roomsSeeTheRootAndNeverEachOther() {
        HouseRules.service("dev.catchwater.edge")
                .pureRooms("route", "purge", "eviction", "rate", "coding", "tally", "why")
                .maySee(HouseRules.ROOT, ENGINE)
                .maySee("route", ENGINE)
                .maySee("coding", ENGINE)
                .maySee("purge", ENGINE)
                .maySee("why", ENGINE)
                .maySee("flow", ENGINE)
                .maySee("store", ENGINE)
                .mayUseVertxHttpIn("flow")
                .check();
    }
}
