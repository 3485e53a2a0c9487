package dev.catchwater.aggregator.source.mastodon;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.catchwater.aggregator.Allowance;
import dev.catchwater.aggregator.Secret;
import dev.catchwater.aggregator.SourceFailure;
import dev.catchwater.aggregator.schedule.Hints;
import dev.catchwater.aggregator.source.Failures;
import dev.catchwater.aggregator.source.Reading;
import dev.catchwater.aggregator.source.Wishes;
import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.client.HttpClient;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Calls to an instance's REST API: token, pages, rate limits. */
final class MastodonApi {

    /** Parsed, each may take far more heap than it is long. */
    private static final long MAX_TOKENS = 500_000;

    private static final ObjectMapper JSON = mapper();
    private static final long MAX_BODY = 8L << 20;
    private static final Pattern LINK = Pattern.compile("<([^>]{1,2000})>\\s*;\\s*rel=\"next\"");

    private final HttpClient http;
    private final Map<String, Secret> tokens;
    private final Executor workers;
    private final InstantSource clock;

    /** @param tokens by an instance's base address */
    MastodonApi(HttpClient http, Map<String, Secret> tokens, Executor workers, InstantSource clock) {
        this.http = http;
        this.tokens = tokens;
        this.workers = workers;
        this.clock = clock;
    }

    boolean hasToken(String base) {
        return tokens.containsKey(base);
    }

    /** A request with the token of that instance, if we have one. Tokens go nowhere else. */
    Request authorised(String base, String url) {
        Request request = Request.get(url).withMaxBody(MAX_BODY);
        Secret token = tokens.get(base);
        return token != null && url.startsWith(base + "/")
                ? request.withHeader("Authorization", "Bearer " + token.value())
                : request;
    }

    Uni<JsonNode> json(String base, String path, Allowance allowance) {
        return http.send(authorised(base, base + path)).flatMap(response -> parsed(response, allowance));
    }

    /** A page; empty for 304. */
    Uni<Optional<StatusPage>> page(String base, String url, @Nullable String etag, Allowance allowance) {
        Request plain = authorised(base, url);
        Request request = etag == null ? plain : plain.withHeader("If-None-Match", etag);
        return http.send(request)
                .flatMap(response -> response.status() == 304
                        ? response.body().discard().replaceWith(Optional.empty())
                        : parsed(response, allowance).map(statuses -> Optional.of(page(base, response, statuses))));
    }

    private StatusPage page(String base, Response response, JsonNode statuses) {
        if (!statuses.isArray()) {
            throw new SourceFailure.NotASource("It does not answer as Mastodon does.").asException();
        }
        Statuses mapping = new Statuses(base);
        Headers headers = response.headers();
        return new StatusPage(
                StatusPage.ids(statuses),
                statuses.valueStream()
                        .flatMap(status -> mapping.seen(status).stream())
                        .toList(),
                older(base, headers),
                headers.first("ETag").orElse(null),
                response.status() != 206,
                hints(headers),
                remaining(headers));
    }

    private Uni<JsonNode> parsed(Response response, Allowance allowance) {
        if (!response.isSuccess()) {
            return response.body().discard().map(done -> {
                throw failure(response);
            });
        }
        return Reading.bytes(response.body(), allowance).emitOn(workers).map(MastodonApi::parse);
    }

    private RuntimeException failure(Response response) {
        Duration wait = untilReset(response.headers());
        return response.status() == 429 && wait != null
                ? new SourceFailure.Limited(wait).asException()
                : Failures.badStatus(response.status(), response.headers(), clock.instant());
    }

    private Hints hints(Headers headers) {
        Hints said = Wishes.of(headers, clock.instant());
        return remaining(headers) > 0 ? said : new Hints(untilReset(headers), said.freshFor(), null);
    }

    private static long remaining(Headers headers) {
        return headers.first("X-RateLimit-Remaining")
                .filter(value -> value.matches("\\d{1,9}"))
                .map(Long::parseLong)
                .orElse(Long.MAX_VALUE);
    }

    /** The reset is an instant on the server's clock, so it is measured from the server's Date. */
    private @Nullable Duration untilReset(Headers headers) {
        Optional<Instant> reset = headers.first("X-RateLimit-Reset").flatMap(Times::iso);
        Instant now = headers.first("Date").flatMap(Times::http).orElseGet(clock::instant);
        return reset.map(at -> Duration.between(now, at))
                .map(wait -> wait.isNegative() ? Duration.ZERO : wait)
                .orElse(null);
    }

    /** Only if it stays with the instance: the next page is fetched with its token. */
    private static @Nullable String older(String base, Headers headers) {
        for (String line : headers.all("Link")) {
            Matcher matcher = LINK.matcher(line);
            if (matcher.find() && matcher.group(1).startsWith(base + "/")) {
                return matcher.group(1);
            }
        }
        return null;
    }

    static JsonNode parse(Buffer bytes) {
        try {
            return JSON.readTree(bytes.getBytes());
        } catch (IOException e) {
            throw new SourceFailure.Malformed("Its answer is no JSON.").asException();
        }
    }

    private static ObjectMapper mapper() {
        ObjectMapper mapper = new ObjectMapper();
        mapper.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(256)
                        .maxTokenCount(MAX_TOKENS)
                        .build());
        return mapper;
    }
}
