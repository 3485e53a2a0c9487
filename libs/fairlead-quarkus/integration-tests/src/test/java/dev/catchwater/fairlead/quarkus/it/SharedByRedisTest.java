package dev.catchwater.fairlead.quarkus.it;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ScriptedUpstream.class)
@QuarkusTestResource(OwnRedis.class)
class SharedByRedisTest {
    @Inject
    RedisDataSource redis;

    /** The second answer of the upstream would be an error: it is not asked again. */
    @Test
    void whatOneClientFetchedAnotherFindsInRedis() {
        get("/warnings/warnings").then().statusCode(200).body(is("storm"));
        get("/warnings/others").then().statusCode(200).body(is("storm"));
    }

    @Test
    void ratesAreCountedInRedisUnderTheDeploymentsName() {
        get("/warnings/warnings").then().statusCode(200);
        assertThat(redis.key().keys("{forecasts}:*")).anyMatch(key -> key.startsWith("{forecasts}:limit:"));
        assertThat(redis.key().keys("*")).allMatch(key -> key.startsWith("{forecasts}:"));
    }
}
