package dev.catchwater.weather;

import dev.catchwater.rules.HouseRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void roomsSeeTheRootAndNeverEachOther() {
        HouseRules.service("dev.catchwater.weather")
                .pureRooms("place", "units", "report", "forecast", "alert")
                .maySee(HouseRules.ANYWHERE, "postgres.StoreAway")
                .check();
    }
}
