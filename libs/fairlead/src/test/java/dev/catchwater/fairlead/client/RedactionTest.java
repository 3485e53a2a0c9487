package dev.catchwater.fairlead.client;

import static dev.catchwater.fairlead.Answers.get;
import static dev.catchwater.fairlead.client.PlantedRecords.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.catchwater.fairlead.CallEvent;
import dev.catchwater.fairlead.CallListener;
import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.Secret;
import dev.catchwater.fairlead.cookies.CookieJar;
import dev.catchwater.fairlead.credentials.Credentials;
import dev.catchwater.fairlead.guard.GuardPolicy;
import dev.catchwater.fairlead.observe.Meters;
import dev.catchwater.fairlead.observe.Telemetry;
import dev.catchwater.fairlead.observe.patterns.PatternPolicy;
import dev.catchwater.fairlead.retry.RetryPolicy;
import dev.catchwater.fairlead.template.Template;
import dev.catchwater.fairlead.template.Values;
import dev.catchwater.testkit.HttpMock;
import dev.catchwater.testkit.Match;
import dev.catchwater.testkit.Reply;
import dev.catchwater.testkit.Upstream;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A word is planted wherever a secret may stand, and looked for in all that a client shows. */
class RedactionTest {
    private static final Vertx VERTX = Vertx.vertx();

    @HttpMock
    Upstream upstream;

    private final ConcurrentLinkedQueue<String> shown = new ConcurrentLinkedQueue<>();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Telemetry telemetry = new Telemetry();
    private final Logger logger = Logger.getLogger("dev.catchwater.fairlead");
    private final Handler log = new Handler() {
        @Override
        public void publish(LogRecord line) {
            shown.add(new SimpleFormatter().format(line));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        logger.setLevel(Level.ALL);
        logger.setUseParentHandlers(false);
        logger.addHandler(log);
    }

    @AfterEach
    void stop() {
        logger.removeHandler(log);
        logger.setUseParentHandlers(true);
        logger.setLevel(null);
    }

    @AfterAll
    static void closeVertx() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    private Settings settings() {
        return Settings.named("redaction")
                .withGuard(GuardPolicy.OFF)
                .withRetries(RetryPolicy.NEVER)
                .withCookies(new CookieJar())
                .withTracing(telemetry.tracing())
                .withPatterns(PatternPolicy.DEFAULT)
                .withListener(event -> shown.add(event.toString()))
                .withListener(new Meters(registry, "redaction"));
    }

    private String base() {
        return "http://127.0.0.1:" + upstream.port();
    }

    private Request planted(String path) {
        return Request.post(base() + path + "?key=planted")
                .withHeader("Cookie", "sid=planted")
                .withHeader("X-Api-Key", SECRET)
                .withBody("text/plain", Buffer.buffer(SECRET));
    }

    /** Runs it to its end and keeps what can be seen of it. */
    private void run(Supplier<Uni<?>> call) {
        try {
            shown.add(String.valueOf(get(call.get()).toString().replace(SECRET, "(the content that was asked for)")));
        } catch (RuntimeException thrown) {
            StringWriter trace = new StringWriter();
            thrown.printStackTrace(new PrintWriter(trace));
            shown.add(trace.toString());
            HttpFailure failure = HttpFailure.of(thrown);
            shown.add(failure == null ? "" : failure + failure.message());
        }
    }

    private void nothingWasShown(int atLeast) {
        registry.getMeters().forEach(meter -> shown.add(meter.getId().toString()));
        telemetry
                .spans()
                .forEach(span ->
                        shown.add(span.getName() + span.getAttributes() + span.getEvents() + span.getStatus() + span));
        shown.add(telemetry.metrics().toString());
        assertThat(shown).hasSizeGreaterThan(atLeast);
        assertThat(shown).noneMatch(text -> text.contains(SECRET));
    }

    @Test
    void answersOfEveryKindShowNothing() {
        Map<String, Reply> replies = Map.ofEntries(
                Map.entry("/ok", Reply.ok(SECRET).header("Set-Cookie", "planted=planted")),
                Map.entry("/status", Reply.status(500).body(SECRET).header("X-Planted", SECRET)),
                Map.entry("/json", Reply.json("{\"planted\": ")),
                Map.entry("/shape", Reply.json("{\"planted\":\"planted\"}")),
                Map.entry("/gzip", Reply.ok(SECRET).header("Content-Encoding", "gzip")),
                Map.entry("/cut", Reply.ok(SECRET.repeat(100)).truncateAfter(20)),
                Map.entry("/reset", Reply.reset()),
                Map.entry("/head", Reply.raw("HTTP/1.1 200 OK\r\nplanted planted\r\n\r\n")),
                Map.entry("/line", Reply.raw("planted planted planted\r\n\r\n")),
                Map.entry("/length", Reply.raw("HTTP/1.1 200 OK\r\nContent-Length: planted\r\n\r\n")),
                Map.entry("/large", Reply.ok(SECRET.repeat(100)).header("X-Large", SECRET.repeat(6_000))),
                Map.entry("/away", Reply.redirect(302, "http://planted:planted@a.test/?planted")),
                Map.entry("/scheme", Reply.redirect(302, "planted://planted")),
                Map.entry("/to", Reply.redirect(307, "/ok?planted")));
        replies.forEach((path, reply) -> upstream.when(Match.any().path(path)).reply(reply, reply));
        try (HttpClient client = HttpClient.create(VERTX, settings())) {
            for (String path : replies.keySet()) {
                run(() -> client.send(planted(path)).flatMap(Response::text));
                run(() -> client.json(planted(path), new TypeReference<List<Integer>>() {}));
            }
            shown.add(client.patterns().toString());
        }
        assertThat(telemetry.spans()).hasSizeGreaterThan(replies.size());
        nothingWasShown(60);
        upstream.takeComplaints();
    }

    private Request toASecretPath(String answer) {
        return Template.of(base() + "/" + answer + "/{token}{?key}")
                .get(Values.of("token", SECRET).with("key", SECRET))
                .with(CallListener.SECRET_PATH, true);
    }

    @Test
    void aPathThatIsASecretIsShownNowhere() {
        upstream.when(Match.any().path("/ok/planted")).reply(Reply.json("[1]"), Reply.json("[1]"));
        upstream.when(Match.any().path("/status/planted")).reply(Reply.status(500), Reply.status(500));
        upstream.when(Match.any().path("/away/planted"))
                .reply(Reply.redirect(308, "/ok/planted"), Reply.redirect(308, "/ok/planted"));
        upstream.when(Match.any().path("/reset/planted")).reply(Reply.reset(), Reply.reset());
        try (HttpClient client = HttpClient.create(VERTX, settings())) {
            for (String answer : List.of("ok", "status", "away", "reset")) {
                shown.add(toASecretPath(answer).toString());
                run(() -> client.send(toASecretPath(answer)).flatMap(Response::requireSuccess));
                run(() -> client.json(toASecretPath(answer), new TypeReference<List<Integer>>() {}));
            }
            shown.add(client.patterns().toString());
        }
        nothingWasShown(30);
        assertThat(shown).anyMatch(text -> text.contains("GET " + base() + "/REDACTED"));
        assertThat(telemetry.spans()).anyMatch(span -> span.getName().equals("GET /status/{token}{?key}"));
        upstream.takeComplaints();
    }

    @Test
    void targetsAndFieldsThatAreRefusedShowNothing() {
        Stream.<Supplier<Object>>of(
                        () -> Request.get("http://planted:planted@a.test/"),
                        () -> Request.get("http://planted@b\u00fccher.test/"),
                        () -> Request.get("http://a.test/ planted"),
                        () -> planted("/").withHeader("A", "planted\r\n"),
                        () -> planted("/").withHeader("planted planted", "a"),
                        () -> Credentials.Basic.class.cast(new Credentials.Basic("a:planted", Secret.of(SECRET))),
                        () -> new Credentials.Bearer(Secret.of("planted planted")))
                .forEach(each -> run(() -> Uni.createFrom().item(each.get())));
        nothingWasShown(6);
    }

    @Test
    void tokensAndTheirServersAnswersShowNothing() {
        String good = "{\"access_token\":\"planted\",\"refresh_token\":\"planted\",\"token_type\":\"bearer\"}";
        upstream.when(Match.post("/token"))
                .reply(
                        Reply.json(good),
                        Reply.status(400).body("{\"error\":\"planted\",\"error_description\":\"planted\"}"),
                        Reply.ok("planted{"),
                        Reply.reset());
        upstream.when(Match.any().path("/api")).reply(Reply.status(401).header("WWW-Authenticate", SECRET));
        for (int i = 0; i < 4; i++) {
            Credentials oauth = Credentials.OAuth2.refreshToken(
                    URI.create(base() + "/token?planted"), "id", Secret.of(SECRET), Secret.of(SECRET));
            Settings settings = settings().withCredentials(base(), oauth);
            shown.add(settings.toString());
            try (HttpClient client = HttpClient.create(VERTX, settings)) {
                run(() -> client.send(planted("/api")).flatMap(Response::text));
            }
        }
        assertThat(shown).anyMatch(text -> text.contains(CallEvent.TokenAsked.class.getSimpleName()));
        nothingWasShown(20);
        upstream.takeComplaints();
    }

    static List<Class<?>> records() throws IOException {
        return PlantedRecords.all();
    }

    @ParameterizedTest
    @MethodSource("records")
    void noPublicRecordShowsWhatItHolds(Class<?> type) {
        assertThat(PlantedRecords.make(type)).asString().doesNotContain(SECRET);
    }
}
