package dev.catchwater.prices;

import dev.catchwater.rules.HouseRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void roomsSeeTheRootAndNeverEachOther() {
        HouseRules.service("dev.catchwater.prices")
                .pureRooms("money", "measure", "identity", "match", "offer", "deal", "host", "recheck", "page", "event")
                .maySee("event", "live.log")
                .maySee("store", "live.log")
                .maySee(HouseRules.ANYWHERE, "postgres.StoreAway")
                .maySee("store", "crawl")
                .check();
    }
}
