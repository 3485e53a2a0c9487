package dev.catchwater.trading.source.binance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.catchwater.fairlead.Method;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.client.HttpClient;
import dev.catchwater.fairlead.rate.RateKey;
import dev.catchwater.fairlead.rate.RateLimit;
import dev.catchwater.fairlead.rate.RatePolicy;
import dev.catchwater.trading.ExchangeFailure;
import dev.catchwater.trading.source.Json;
import dev.catchwater.trading.source.Sent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** Calls to Binance's REST API: weights, timestamps, signatures, errors. Nothing is sent twice. */
final class BinanceApi {

    /** Of the 6,000 a minute that an address has, so much is left for others behind it. */
    private static final RateLimit WEIGHT = RateLimit.perWindow(5_500, Duration.ofMinutes(1), 1_000);

    private static final long WINDOW = 5_000;
    private static final long MOST = 8 << 20;
    private final HttpClient http;
    private final URI base;
    private final BinanceSigner signer;
    private final InstantSource clock;
    private volatile long skew;

    BinanceApi(HttpClient http, URI base, BinanceSigner signer, InstantSource clock) {
        this.http = http;
        this.base = base;
        this.signer = signer;
        this.clock = clock;
    }

    /** The exchange's clock less ours, measured by the middle of a call; signed calls use it from then on. */
    Uni<Long> measureSkew() {
        return Uni.createFrom().deferred(() -> {
            long before = clock.millis();
            return open("/api/v3/time", Map.of(), 1).map(body -> {
                skew = body.path("serverTime").asLong() - (before + clock.millis()) / 2;
                return skew;
            });
        });
    }

    /** A call that everybody may make. */
    Uni<JsonNode> open(String path, Map<String, String> parameters, int weight) {
        var query = parameters.isEmpty() ? "" : "?" + BinanceSigner.encode(parameters);
        return send(Request.get(base + path + query), weight);
    }

    /** A signed call; the parameters of a POST are its body, where no log looks for them. */
    Uni<JsonNode> signed(Method method, String path, Map<String, String> parameters, int weight) {
        return Uni.createFrom().deferred(() -> {
            var all = new LinkedHashMap<>(parameters);
            all.put("recvWindow", Long.toString(WINDOW));
            all.put("timestamp", Long.toString(clock.millis() + skew));
            var query = signer.query(all);
            var request = method.equals(Method.POST)
                    ? Request.post(base + path).withBody("application/x-www-form-urlencoded", Buffer.buffer(query))
                    : Request.of(method, base + path + "?" + query);
            return send(request.withHeader("X-MBX-APIKEY", signer.apiKey()), weight);
        });
    }

    private Uni<JsonNode> send(Request request, int weight) {
        return http.send(request.withMaxBody(MOST)
                        .with(RatePolicy.KEY, RateKey.of("weight", WEIGHT))
                        .with(RatePolicy.COST, weight))
                .flatMap(this::answer)
                .onFailure()
                .transform(Sent::failure);
    }

    private Uni<JsonNode> answer(Response response) {
        return response.body().bytes().map(bytes -> {
            if (!response.isSuccess()) {
                throw BinanceErrors.of(response.status(), parsed(bytes, false), retryAfter(response))
                        .asException();
            }
            return parsed(bytes, true);
        });
    }

    private static Duration retryAfter(Response response) {
        return response.headers()
                .first("Retry-After")
                .filter(text -> text.matches("[0-9]{1,7}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)))
                .orElse(Duration.ZERO);
    }

    private static JsonNode parsed(Buffer bytes, boolean required) {
        try {
            return Json.read(bytes);
        } catch (JsonProcessingException e) {
            if (required) {
                throw new ExchangeFailure.Unknown("the answer is not JSON").asException();
            }
            return NullNode.getInstance();
        }
    }
}
