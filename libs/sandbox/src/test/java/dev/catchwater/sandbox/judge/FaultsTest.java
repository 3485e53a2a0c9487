package dev.catchwater.sandbox.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.catchwater.sandbox.Sandbox;
import dev.catchwater.sandbox.SandboxOptions;
import dev.catchwater.sandbox.Web;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultsTest {

    private static final String FEED = "/feeds/gazette/rss.xml";

    private volatile Instant now = Instant.parse("2026-08-01T13:52:10Z");
    private Sandbox sandbox;
    private Web web;

    @BeforeEach
    void start() {
        sandbox = Sandbox.start(SandboxOptions.quiet().withClock(() -> now));
        web = new Web(sandbox.baseUri());
        sandbox.world().items("gazette", 5);
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void aCountedFaultStrikesThatOftenAndOnlyItsUpstream() throws Exception {
        on("{\"upstream\":\"feeds/gazette\",\"kind\":\"status\",\"status\":503,\"count\":2}");
        assertThat(web.get("/feeds/marsh/rss.xml").statusCode()).isEqualTo(200);
        assertThat(List.of(
                        web.get(FEED).statusCode(),
                        web.get(FEED).statusCode(),
                        web.get(FEED).statusCode()))
                .containsExactly(503, 503, 200);
        assertThat(sandbox.log().entries("feeds/gazette").stream().map(LogEntry::fault))
                .containsExactly("status", "status", "");
    }

    @Test
    void retryAfterComesInSecondsOrAsADate() throws Exception {
        on("{\"upstream\":\"feeds\",\"kind\":\"status\",\"status\":429,\"retryAfter\":30}");
        assertThat(web.get(FEED).headers().firstValue("retry-after")).hasValue("30");
        web.delete("/_sandbox/faults");
        on(
                "{\"upstream\":\"feeds\",\"kind\":\"status\",\"status\":429,\"retryAfter\":\"PT1M\",\"retryAfterForm\":\"date\"}");
        var dated = web.get(FEED);
        assertThat(dated.statusCode()).isEqualTo(429);
        assertThat(dated.headers().firstValue("retry-after")).hasValue("Sat, 01 Aug 2026 13:53:10 GMT");
    }

    @Test
    void aFaultWithADurationEndsWithIt() throws Exception {
        on("{\"upstream\":\"\",\"kind\":\"status\",\"status\":500,\"duration\":\"PT1M\"}");
        assertThat(web.get(FEED).statusCode()).isEqualTo(500);
        now = now.plusSeconds(60);
        assertThat(web.get(FEED).statusCode()).isEqualTo(200);
        assertThat(sandbox.faults().list()).isEmpty();
    }

    @Test
    void aResetIsATcpReset() throws Exception {
        on("{\"upstream\":\"feeds\",\"kind\":\"reset\",\"count\":1}");
        try (Socket socket = new Socket("127.0.0.1", sandbox.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write(("GET " + FEED + " HTTP/1.1\r\nHost: x\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            // A FIN would be read as the end of the stream, without an exception.
            assertThatThrownBy(() -> socket.getInputStream().read())
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("reset");
        }
        assertThat(web.get(FEED).statusCode()).isEqualTo(200);
        assertThat(sandbox.log().entries("feeds").getFirst().status()).isZero();
    }

    @Test
    void aTruncatedBodyEndsBeforeItsLength() throws Exception {
        on("{\"upstream\":\"feeds\",\"kind\":\"truncated\",\"count\":1}");
        assertThatThrownBy(() -> web.get(FEED)).isInstanceOf(IOException.class);
        assertThat(web.get(FEED).statusCode()).isEqualTo(200);
    }

    @Test
    void garbageIsNoTextUnderTheRightType() throws Exception {
        on("{\"upstream\":\"mastodon\",\"kind\":\"garbage\",\"count\":1}");
        var answer = web.bytes("/mastodon/harbour/api/v1/timelines/public");
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/json; charset=utf-8");
        assertThat(answer.body()[0]).isEqualTo((byte) 0xfe);
    }

    @Test
    void aSlowAnswerAndADrippingOneArriveWhole() throws Exception {
        String whole = web.get(FEED).body();
        on("{\"upstream\":\"feeds\",\"kind\":\"slow\",\"delayMillis\":300,\"count\":1}");
        long before = System.nanoTime();
        assertThat(web.get(FEED).body()).isEqualTo(whole);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(250));
        on("{\"upstream\":\"feeds\",\"kind\":\"drip\",\"bytes\":500,\"gapMillis\":5,\"count\":1}");
        assertThat(web.get(FEED).body()).isEqualTo(whole);
    }

    @Test
    void aSkewedClockShowsInTheDateOnly() throws Exception {
        on("{\"upstream\":\"mastodon/harbour\",\"kind\":\"skew\",\"seconds\":-300}");
        var answer = web.get("/mastodon/harbour/api/v2/instance");
        var date = ZonedDateTime.parse(
                answer.headers().firstValue("date").orElseThrow(), DateTimeFormatter.RFC_1123_DATE_TIME);
        assertThat(date.toInstant()).isEqualTo(now.minusSeconds(300));
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void aProbableFaultStrikesSomeAndTheSeedDecidesWhich() throws Exception {
        on("{\"upstream\":\"feeds\",\"kind\":\"status\",\"status\":500,\"probability\":0.5}");
        int struck = 0;
        for (int i = 0; i < 40; i++) {
            struck += web.get(FEED).statusCode() == 500 ? 1 : 0;
        }
        assertThat(struck).isBetween(5, 35);
    }

    @Test
    void faultsAreListedAndClearedByPrefix() throws Exception {
        on("{\"upstream\":\"feeds/gazette\",\"kind\":\"reset\"}");
        on("{\"upstream\":\"mastodon\",\"kind\":\"slow\"}");
        assertThat(web.json("/_sandbox/faults").getJsonArray("faults")).hasSize(2);
        assertThat(new JsonObject(web.delete("/_sandbox/faults?upstream=feeds").body()).getInteger("cleared"))
                .isEqualTo(1);
        assertThat(sandbox.faults().list())
                .extracting(rule -> rule.fault().kind())
                .containsExactly("slow");
    }

    @Test
    void wrongFaultsAreRefusedWithTheReason() throws Exception {
        assertThat(post("{\"kind\":\"explode\"}").statusCode()).isEqualTo(422);
        assertThat(post("{\"kind\":\"status\",\"status\":200}").body())
                .contains("status must be a whole number from 400 to 599");
        assertThat(post("{\"kind\":\"slow\",\"count\":\"many\"}").statusCode()).isEqualTo(422);
        assertThat(post("{\"kind\":").statusCode()).isEqualTo(400);
        assertThat(post("{\"kind\":\"" + "x".repeat(70_000) + "\"}").statusCode())
                .isEqualTo(413);
    }

    private HttpResponse<String> post(String fault) throws Exception {
        return web.post("/_sandbox/faults", fault);
    }

    private void on(String fault) throws Exception {
        assertThat(post(fault).statusCode()).isEqualTo(201);
    }
}
