package dev.catchwater.trading.source.kraken;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.client.HttpClient;
import dev.catchwater.trading.ExchangeFailure;
import dev.catchwater.trading.source.Json;
import dev.catchwater.trading.source.Sent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Calls to Kraken's REST API: nonces in their order, signatures, the counter of calls, errors. Nothing is sent twice. */
final class KrakenApi {

    private static final long MOST = 8 << 20;
    private static final long LONGEST_WAIT = 20_000;
    private static final Duration PAUSE = Duration.ofSeconds(10);

    /** So far beyond a nonce that was refused, in microseconds: more than clocks of hosts differ. */
    private static final long LEAP = 60_000_000;

    private final HttpClient http;
    private final URI base;
    private final KrakenSigner signer;
    private final InstantSource clock;
    private final Nonces nonces;
    private final RestCounter counter;
    private final Lane lane = new Lane();
    private volatile long skew;

    KrakenApi(HttpClient http, URI base, KrakenSigner signer, RestCounter counter, InstantSource clock) {
        this.http = http;
        this.base = base;
        this.signer = signer;
        this.counter = counter;
        this.clock = clock;
        nonces = new Nonces(clock);
    }

    /** The exchange's clock less ours, to half a second: it tells whole seconds. */
    Uni<Long> measureSkew() {
        return Uni.createFrom().deferred(() -> {
            long before = clock.millis();
            return open("Time").map(body -> {
                skew = body.path("unixtime").asLong() * 1_000 + 500 - (before + clock.millis()) / 2;
                return skew;
            });
        });
    }

    /** The exchange's time, as far as it is known. */
    long now() {
        return clock.millis() + skew;
    }

    /** A call that everybody may make. */
    Uni<JsonNode> open(String call) {
        return send(Request.get(base + "/0/public/" + call));
    }

    /** A question about the account; it waits until the counter has room for it. */
    Uni<JsonNode> ask(String call, Map<String, String> parameters, int cost) {
        return Uni.createFrom().deferred(() -> {
            long wait = counter.take(cost, clock.millis());
            if (wait > LONGEST_WAIT) {
                counter.giveBack(cost, clock.millis());
                return Uni.createFrom()
                        .failure(new ExchangeFailure.Limited(Duration.ofMillis(wait), "too many calls for the counter")
                                .asException());
            }
            var room = wait == 0
                    ? Uni.createFrom().voidItem()
                    : Uni.createFrom().voidItem().onItem().delayIt().by(Duration.ofMillis(wait));
            return room.chain(() -> lane.inTurn(false, () -> signed(call, parameters)));
        });
    }

    /** An order or a cancel: neither counts as a call, and both pass questions that wait. */
    Uni<JsonNode> order(String call, Map<String, String> parameters) {
        return lane.inTurn(true, () -> signed(call, parameters));
    }

    // A nonce that was refused is one of a key that somebody with a faster clock has used. Nothing was done.
    private Uni<JsonNode> signed(String call, Map<String, String> parameters) {
        return once(call, parameters).onFailure(KrakenApi::isNonce).recoverWithUni(() -> {
            nonces.atLeast(nonces.next() + LEAP);
            return once(call, parameters);
        });
    }

    private Uni<JsonNode> once(String call, Map<String, String> parameters) {
        var nonce = Long.toString(nonces.next());
        var body = "nonce=" + nonce
                + parameters.entrySet().stream()
                        .map(each ->
                                "&" + each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining());
        var path = "/0/private/" + call;
        return send(Request.post(base + path)
                .withBody("application/x-www-form-urlencoded", Buffer.buffer(body))
                .withHeader("API-Key", signer.apiKey())
                .withHeader("API-Sign", signer.sign(path, nonce, body)));
    }

    private Uni<JsonNode> send(Request request) {
        return http.send(request.withMaxBody(MOST))
                .flatMap(this::answer)
                .onFailure()
                .transform(Sent::failure);
    }

    private Uni<JsonNode> answer(Response response) {
        return response.body().bytes().map(bytes -> result(response.status(), bytes));
    }

    private JsonNode result(int status, Buffer bytes) {
        try {
            var body = Json.read(bytes);
            var errors = new ArrayList<String>();
            body.path("error").forEach(error -> errors.add(error.asText()));
            if (errors.isEmpty() && status / 100 == 2 && body.has("result")) {
                return body.path("result");
            }
            if (!errors.isEmpty()) {
                throw failure(errors).asException();
            }
        } catch (JsonProcessingException e) {
            // A proxy's page, or half an answer.
        }
        throw (status == 429
                        ? new ExchangeFailure.Limited(PAUSE, "status 429")
                        : new ExchangeFailure.Unknown("no answer of the exchange, status " + status))
                .asException();
    }

    private ExchangeFailure failure(List<String> errors) {
        var failure = KrakenErrors.of(errors);
        if (failure instanceof ExchangeFailure.Limited && failure.message().startsWith("EAPI")) {
            counter.full(clock.millis());
        }
        return failure;
    }

    private static boolean isNonce(Throwable thrown) {
        return thrown instanceof ExchangeFailure.Thrown known && known.failure() instanceof ExchangeFailure.Clock;
    }
}
