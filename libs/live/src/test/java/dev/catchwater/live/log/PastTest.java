package dev.catchwater.live.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.catchwater.live.LiveEvent;
import dev.catchwater.live.UnknownPosition;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PastTest {

    private final Diary diary = new Diary();
    private final Past<Diary.Note> past = new Past<>(diary);

    @BeforeEach
    void write() {
        for (int seq = 1; seq <= 5; seq++) {
            diary.write(10 + seq, seq);
        }
    }

    @Test
    void whatWasMissedIsToldOverSeveralReadsUpToTheLimit() {
        assertThat(after("11-1", 10)).containsExactly("12-2", "13-3", "14-4", "15-5");
        assertThat(after("11-1", 3)).containsExactly("12-2", "13-3", "14-4");
        assertThat(after("15-5", 10)).isEmpty();
    }

    @Test
    void whatLiesBehindTheFloorIsUnknownAndTheFloorItselfIsNot() {
        diary.trim(new Position(12, 2));
        assertThatThrownBy(() -> after("11-1", 10)).isInstanceOf(UnknownPosition.class);
        assertThat(after("12-2", 10)).containsExactly("13-3", "14-4", "15-5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"17-0", "made-up", "12"})
    void whatWasNeverIssuedIsUnknown(String id) {
        assertThatThrownBy(() -> after(id, 10)).isInstanceOf(UnknownPosition.class);
    }

    private List<String> after(String id, int limit) {
        return past.after(id, limit)
                .map(LiveEvent::id)
                .collect()
                .asList()
                .await()
                .atMost(Duration.ofSeconds(10));
    }
}
