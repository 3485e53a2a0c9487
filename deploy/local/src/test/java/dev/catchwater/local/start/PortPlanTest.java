package dev.catchwater.local.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.catchwater.local.StartFailure;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PortPlanTest {

    @Test
    void defaultsAreTheHousePlans() {
        PortPlan plan = new PortPlan(Map.of());
        assertThat(plan.of(PortPlan.PORTAL)).isEqualTo(8080);
        assertThat(plan.of(PortPlan.SANDBOX)).isEqualTo(8090);
        assertThat(Service.ALL)
                .extracting(service -> plan.of(service.portName()))
                .containsExactly(8081, 8082, 8083, 8084, 8185);
        assertThat(Service.ALL)
                .extracting(service -> plan.of(service.managementName()))
                .containsExactly(9081, 9082, 9083, 9084, 9085);
        assertThat(plan.of("postgres")).isZero();
        assertThat(plan.of("redis")).isZero();
    }

    @Test
    void environmentMovesAPort() {
        PortPlan plan = new PortPlan(Map.of(
                "CATCHWATER_PORT_PORTAL",
                "18080",
                "CATCHWATER_PORT_EDGE_CONTROL",
                "18185",
                "CATCHWATER_PORT_PRICES_MANAGEMENT",
                "19082",
                "CATCHWATER_PORT_POSTGRES",
                "15432"));
        assertThat(plan.of("portal")).isEqualTo(18080);
        assertThat(plan.of("edge-control")).isEqualTo(18185);
        assertThat(plan.of("prices-management")).isEqualTo(19082);
        assertThat(plan.of("postgres")).isEqualTo(15432);
    }

    @Test
    void whatIsNoPortIsRefusedByName() {
        assertThatThrownBy(() -> new PortPlan(Map.of("CATCHWATER_PORT_SANDBOX", "eighty")))
                .isInstanceOf(StartFailure.class)
                .hasMessage("CATCHWATER_PORT_SANDBOX must be a port from 1 to 65535, not \"eighty\".");
    }

    @Test
    void twoPartsOnOnePortAreRefused() {
        assertThatThrownBy(() -> new PortPlan(Map.of("CATCHWATER_PORT_PORTAL", "8081")))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("portal and aggregator cannot both have port 8081");
    }
}
