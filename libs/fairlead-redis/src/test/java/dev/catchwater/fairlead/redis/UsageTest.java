package dev.catchwater.fairlead.redis;

import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.Secret;
import dev.catchwater.fairlead.admission.AdmissionPolicy;
import dev.catchwater.fairlead.cache.CachePolicy;
import dev.catchwater.fairlead.caching.CachingPolicy;
import dev.catchwater.fairlead.client.HttpClient;
import dev.catchwater.fairlead.client.Settings;
import dev.catchwater.fairlead.client.VertxTimers;
import dev.catchwater.fairlead.credentials.Credentials;
import dev.catchwater.fairlead.credentials.TokenStore;
import dev.catchwater.fairlead.guard.GuardPolicy;
import dev.catchwater.fairlead.rate.RatePolicy;
import dev.catchwater.fairlead.redis.flights.FlightPolicy;
import dev.catchwater.fairlead.redis.flights.RedisFlights;
import dev.catchwater.fairlead.redis.limits.LeaseTerms;
import dev.catchwater.fairlead.redis.limits.RedisLeases;
import dev.catchwater.fairlead.redis.store.RedisStore;
import dev.catchwater.fairlead.redis.store.StorePolicy;
import dev.catchwater.fairlead.redis.tokens.RedisTokens;
import dev.catchwater.fairlead.redis.tokens.TokenSeal;
import dev.catchwater.fairlead.redis.tokens.TokenTerms;
import dev.catchwater.fairlead.store.MemoryStore;
import dev.catchwater.rules.Snippets;
import dev.catchwater.testkit.HttpMock;
import dev.catchwater.testkit.Match;
import dev.catchwater.testkit.Reply;
import dev.catchwater.testkit.Upstream;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the README shows, over real sockets. */
class UsageTest {
    @HttpMock
    Upstream upstream;

    private final RedisServer server = new RedisServer();
    private final List<Redis> opened = new ArrayList<>();

    @AfterEach
    void close() {
        opened.forEach(Redis::close);
        server.close();
    }

    private Settings shared(Vertx vertx, String uri) {
        Secret sealingKey = Secret.of(Base64.getEncoder().encodeToString(new byte[32]));
        URI endpoint = URI.create("https://auth.example/token");
        Secret clientSecret = Secret.of("secret");
        Secret refreshToken = Secret.of("first");
        // SHOWN
        Redis redis = Redis.createClient(vertx, uri); // pool, TLS and closing are yours
        RedisLink link = new RedisLink(redis, new VertxTimers(vertx, InstantSource.system()), LinkPolicy.DEFAULT);
        KeySpace keys = new KeySpace("prices");

        // Four processes, together never more than 6,000 in any minute.
        RedisLeases leases = new RedisLeases(link, keys, LeaseTerms.DEFAULT);
        RatePolicy rates = RatePolicy.NONE
                .withPerOrigin(leases.perWindow(6_000, Duration.ofMinutes(1), 32))
                .withSharing(leases.sharing(4));

        // A cache of 64 MiB here, over one in Redis; and of equal requests in all processes one goes to the origin.
        Fences fences = new Fences();
        RedisStore store = new RedisStore(link, keys, StorePolicy.DEFAULT, fences);
        CachingPolicy cache = CachingPolicy.of(
                        CachePolicy.SHARED, store.behind(new MemoryStore(64 << 20, 1 << 20), Duration.ofSeconds(5)))
                .withFlights(new RedisFlights(link, keys, FlightPolicy.DEFAULT, fences));

        // Tokens of all processes: one asks for the next, nobody uses a refresh token twice.
        TokenStore tokens = new RedisTokens(link, keys, TokenTerms.DEFAULT, TokenSeal.of(sealingKey));
        Credentials credentials = Credentials.OAuth2.refreshToken(endpoint, "id", clientSecret, refreshToken)
                .withStore(tokens);

        Settings settings = Settings.named("prices")
                .withCredentials("https://api.example", credentials)
                .withAdmission(AdmissionPolicy.DEFAULT.withRates(rates))
                .withCache(cache);
        // END
        opened.add(redis);
        return settings.withGuard(GuardPolicy.OFF);
    }

    private static String cacheStatus(HttpClient client, Request ask) {
        Response response = get(client.send(ask));
        get(response.text());
        return response.headers().first("Cache-Status").orElse("");
    }

    @Test
    void twoProcessesFetchOnceWithinTheirCommonLimit() {
        upstream.when(Match.get("/a")).reply(Reply.ok("news").header("Cache-Control", "max-age=60"));
        HttpClient one = HttpClient.create(server.vertx, shared(server.vertx, server.uri()));
        HttpClient two = HttpClient.create(server.vertx, shared(server.vertx, server.uri()));
        Request ask = Request.get(upstream.uri("/a"));
        String first = get(one.send(ask).flatMap(Response::text));
        assertThat(first).isEqualTo("news");
        // What was read to its end is stored a moment later.
        await().until(() -> cacheStatus(two, ask).contains("hit"));
        one.close();
        two.close();
    }

    @Test
    void theReadmeShowsWhatIsTestedHere() {
        Snippets.check("README.md");
    }
}
