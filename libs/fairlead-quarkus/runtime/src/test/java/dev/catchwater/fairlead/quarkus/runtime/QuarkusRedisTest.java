package dev.catchwater.fairlead.quarkus.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.redis.KeySpace;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class QuarkusRedisTest {
    private static String deployment(String client) {
        return new KeySpace(QuarkusRedis.deployment("shop", client)).deployment();
    }

    @Test
    void namesThatFitAreTheKeysOwn() {
        assertThat(deployment("geo.api")).isEqualTo("shop:geo.api");
        assertThat(deployment("g".repeat(59))).isEqualTo("shop:" + "g".repeat(59));
    }

    @Test
    void clientsWhoseNamesDoNotFitShareNothing() {
        String most = "g".repeat(99);
        List<String> names = List.of("a b", "a/b", "a_b", "ä", "ö", most + "1", most + "2", "g".repeat(60));
        Set<String> keys = names.stream().map(QuarkusRedisTest::deployment).collect(Collectors.toSet());
        assertThat(keys).hasSize(names.size()).allMatch(key -> key.startsWith("shop:"));
    }

    @Test
    void clientsOfTwoApplicationsShareNothingWhereverTheirColonsAre() {
        assertThat(Set.of(
                        QuarkusRedis.deployment("shop", "eu:orders"),
                        QuarkusRedis.deployment("shop:eu", "orders"),
                        QuarkusRedis.deployment("shop:eu:orders", "")))
                .hasSize(3)
                .allMatch(key -> key.startsWith("shop:eu:orders"));
    }
}
