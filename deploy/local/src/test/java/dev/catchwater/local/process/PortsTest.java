package dev.catchwater.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.catchwater.local.StartFailure;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void portInUseNamesWhoWantsItWhoHasItAndHowToMoveIt() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> Ports.require("prices", taken.getLocalPort(), "CATCHWATER_PORT_PRICES"))
                    .isInstanceOf(StartFailure.class)
                    .hasMessageContaining("Port " + taken.getLocalPort() + ", which prices needs, is in use")
                    .hasMessageContaining("process " + ProcessHandle.current().pid())
                    .hasMessageContaining("CATCHWATER_PORT_PRICES=<port>");
        }
    }

    @Test
    void freePortIsFree() {
        assertThat(Ports.isFree(Ports.free())).isTrue();
    }
}
