package dev.catchwater.fairlead.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.Headers;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 9211. */
class CacheStatusTest {
    @Nested
    class Section2_TheCacheStatusField {
        @Test
        void aHitTellsHowLongItStaysFresh() {
            assertThat(CacheStatus.hit("ExampleCache")
                            .withTtl(Duration.ofSeconds(376))
                            .serialize())
                    .isEqualTo("ExampleCache;hit;ttl=376");
            assertThat(CacheStatus.hit("c").withTtl(Duration.ofSeconds(-5)).serialize())
                    .isEqualTo("c;hit;ttl=-5");
        }

        @Test
        void aMissTellsWhyAndWhatCameOfIt() {
            assertThat(CacheStatus.forwarded("c", Forward.STALE)
                            .withForwardStatus(304)
                            .withStored(true)
                            .withCollapsed(false)
                            .withKey("a\"b")
                            .withDetail("x")
                            .serialize())
                    .isEqualTo("c;fwd=stale;fwd-status=304;stored;collapsed=?0;key=\"a\\\"b\";detail=\"x\"");
        }

        @Test
        void aNameThatIsNoTokenIsAString() {
            assertThat(CacheStatus.hit("my cache").serialize()).isEqualTo("\"my cache\";hit");
        }

        @Test
        void theMemberComesAfterThoseOfCachesNearerToTheOrigin() {
            assertThat(CacheStatus.hit("edge")
                            .addTo(Headers.of("Cache-Status", "OriginCache; hit"))
                            .all("Cache-Status"))
                    .containsExactly("OriginCache; hit", "edge;hit");
        }
    }

    @Nested
    class Section2_2_Fwd {
        @ParameterizedTest
        @CsvSource({
            "BYPASS,bypass",
            "METHOD,method",
            "URI_MISS,uri-miss",
            "VARY_MISS,vary-miss",
            "MISS,miss",
            "REQUEST,request",
            "STALE,stale",
            "PARTIAL,partial"
        })
        void reasonsAreTheRegisteredOnes(Forward why, String token) {
            assertThat(why.token()).isEqualTo(token);
        }
    }
}
