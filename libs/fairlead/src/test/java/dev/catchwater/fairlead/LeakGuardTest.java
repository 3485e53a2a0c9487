package dev.catchwater.fairlead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class LeakGuardTest {
    @Test
    void aBufferThatIsLostIsNoticed() {
        Logger detector = Logger.getLogger(ResourceLeakDetector.class.getName());
        List<String> leaks = new ArrayList<>();
        detector.setUseParentHandlers(false); // on purpose, and not worth a page of log
        try {
            ByteBufAllocator.DEFAULT.directBuffer(10).writeByte(1);
            await().atMost(Answers.PATIENCE).until(() -> {
                leaks.addAll(LeakGuard.noticed());
                return !leaks.isEmpty();
            });
        } finally {
            detector.setUseParentHandlers(true);
        }
        assertThat(leaks).anySatisfy(leak -> assertThat(leak).startsWith("LEAK: ByteBuf.release()"));
    }

    @Test
    void aBufferThatIsReleasedIsNone() {
        ByteBufAllocator.DEFAULT.directBuffer(10).release();
        assertThat(LeakGuard.noticed()).isEmpty();
    }
}
