package dev.catchwater.bench;

import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.Method;
import dev.catchwater.fairlead.cache.CachePolicy;
import dev.catchwater.fairlead.cache.CacheRequest;
import dev.catchwater.fairlead.cache.CacheRules;
import dev.catchwater.fairlead.cache.Delivery;
import dev.catchwater.fairlead.cache.Extent;
import dev.catchwater.fairlead.cache.OriginResponse;
import dev.catchwater.fairlead.cache.StoredResponse;
import dev.catchwater.fairlead.cache.Storing;
import dev.catchwater.fairlead.cache.Verdict;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** How many decisions a second does the cache's engine make for one core: alone, with Vary, with the head of the answer? */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 2,
        jvmArgsAppend = {"-XX:+UseSerialGC", "-Xmx512m"})
public class CacheDecision {
    private static final Headers REQUEST =
            Headers.of("User-Agent", "bench", "Accept", "*/*", "Accept-Language", "de, en;q=0.5", "X-Trace", "1");

    private final CacheRules rules = new CacheRules(CachePolicy.SHARED);
    private final CacheRequest asked =
            new CacheRequest(Method.GET, URI.create("https://origin.test/thing?a=b"), REQUEST);
    private final Instant now = Instant.now();
    private final List<StoredResponse> plain = List.of(stored());
    private final List<StoredResponse> varying = List.of(stored("Vary", "Accept-Encoding, Origin"));

    private StoredResponse stored(String... more) {
        Headers headers = Headers.of(
                        "Content-Type", "text/html; charset=utf-8",
                        "Date", "Thu, 26 Nov 2026 00:00:00 GMT",
                        "Cache-Control", "public, max-age=31536000, stale-while-revalidate=60",
                        "ETag", "\"33a64df5\"",
                        "Last-Modified", "Wed, 25 Nov 2026 00:00:00 GMT",
                        "Server", "bench",
                        "Content-Length", "1024")
                .and(Headers.of(more));
        if (rules.storing(asked, new OriginResponse(200, headers, now, now)) instanceof Storing.Store(var kept)) {
            return kept.withExtent(new Extent.Whole(1_024));
        }
        throw new IllegalStateException("not stored");
    }

    @Benchmark
    public Verdict decision() {
        return rules.decide(asked, plain, now);
    }

    @Benchmark
    public Verdict decisionWithVary() {
        return rules.decide(asked, varying, now);
    }

    @Benchmark
    public Delivery decisionAndHead() {
        return rules.decide(asked, plain, now) instanceof Verdict.Fresh hit
                ? rules.deliver(asked, hit.stored(), now)
                : missed();
    }

    private static Delivery missed() {
        throw new IllegalStateException("a miss is not what is measured here");
    }
}
