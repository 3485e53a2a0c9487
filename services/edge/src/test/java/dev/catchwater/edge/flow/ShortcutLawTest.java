package dev.catchwater.edge.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catchwater.edge.flow.Shortcuts.Answer;
import dev.catchwater.edge.route.Compression;
import dev.catchwater.edge.route.KeyPolicy;
import dev.catchwater.edge.route.Lifetimes;
import dev.catchwater.edge.route.Limits;
import dev.catchwater.edge.route.Match;
import dev.catchwater.edge.route.OriginGroup;
import dev.catchwater.edge.route.RateLimit;
import dev.catchwater.edge.route.Route;
import dev.catchwater.edge.route.Routes;
import dev.catchwater.testkit.HttpMock;
import dev.catchwater.testkit.Received;
import dev.catchwater.testkit.Reply;
import dev.catchwater.testkit.Upstream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an answer that is given again depends on, besides its target: routes, what else is stored, who asked. */
class ShortcutLawTest {
    private static final String GET = "GET /a HTTP/1.1\r\nHost: a\r\nUser-Agent: test\r\n\r\n";

    @HttpMock
    Upstream upstream;

    private Shortcuts node;

    @BeforeEach
    void start() {
        use(Node.plain(upstream.uri("/")));
    }

    @AfterEach
    void stop() {
        node.close();
    }

    private void use(Routes routes) {
        if (node != null) {
            node.close();
        }
        node = new Shortcuts(Shortcuts.knobs(true, Duration.ofSeconds(75)), routes);
    }

    private Route route(String name, Match match, KeyPolicy key, Compression compression, Optional<RateLimit> rate) {
        return Route.of(
                name,
                match,
                OriginGroup.of("o", List.of(upstream.uri("/"))),
                key,
                Lifetimes.DEFAULT,
                compression,
                Limits.DEFAULT,
                rate);
    }

    private Raw connect() throws IOException {
        return new Raw(node.node.port());
    }

    private void origin(Function<Received, Reply> reply) {
        upstream.when(dev.catchwater.testkit.Match.any())
                .answer(asked -> reply.apply(asked).header("Cache-Control", "max-age=60"));
    }

    private static Reply said(Received asked, String field) {
        return Reply.ok(asked.header(field).orElse("none"));
    }

    private static String with(String line) {
        return GET.replace("User-Agent: test", line);
    }

    /** RFC 9111 §4.1: of those that fit the latest is chosen, so that it matters what else has come. */
    @Test
    void anotherVariantUnderTheKeyMakesTheChoiceAnew() throws IOException {
        origin(asked -> asked.header("X-Other").isPresent()
                ? Reply.ok("for all")
                : Reply.ok("for some").header("Vary", "X-Other"));
        try (Raw raw = connect()) {
            assertThat(node.learn(raw, GET).looked()).isFalse();
            assertThat(node.ask(raw, with("X-Other: 1")).body()).isEqualTo("for all");
            assertThat(node.ask(raw, GET).looked()).isTrue();
        }
    }

    @Test
    void theQuestionOfARefusedRequestIsNobodyElses() throws IOException {
        origin(asked -> said(asked, "Cookie").header("Vary", "Cookie"));
        try (Raw raw = connect();
                Raw refused = connect()) {
            String own = with("Cookie: c=1");
            node.ask(raw, own);
            assertThat(node.ask(refused, GET.replace("/a", "/\1")).status()).isEqualTo(400);
            assertThat(node.ask(raw, own).body()).isEqualTo("c=1");
            assertThat(node.ask(raw, GET).body()).isEqualTo("none");
        }
    }

    @Test
    void aRouteWithARateCountsEachRequest() throws IOException {
        use(new Routes(List.of(
                route("a", Match.ALL, KeyPolicy.DEFAULT, Compression.OFF, Optional.of(new RateLimit(0.001, 5))))));
        origin(asked -> Reply.ok("one"));
        try (Raw raw = connect()) {
            for (int i = 0; i < 5; i++) {
                assertThat(node.ask(raw, GET).status()).isEqualTo(200);
            }
            assertThat(node.ask(raw, GET).status()).isEqualTo(429);
        }
    }

    @Test
    void whatWasAnsweredBeforeItsCodedFormWasThereIsNotAnsweredForEver() throws IOException {
        use(new Routes(List.of(route("a", Match.ALL, KeyPolicy.DEFAULT, Compression.OF_TEXT, Optional.empty()))));
        origin(asked -> Reply.ok("text ".repeat(1_000)).header("Content-Type", "text/plain"));
        try (Raw raw = connect()) {
            await().until(() -> node.ask(raw, with("Accept-Encoding: gzip"))
                    .field("Content-Encoding")
                    .equals("gzip"));
        }
    }

    @Test
    void aFieldOfTheKeyTellsAnswersApart() throws IOException {
        KeyPolicy key = new KeyPolicy(
                KeyPolicy.DEFAULT.query(),
                List.of(new KeyPolicy.KeyField("Accept-Language", Set.of())),
                Set.of(),
                KeyPolicy.OtherCookies.FORWARD);
        use(new Routes(List.of(route("a", Match.ALL, key, Compression.OFF, Optional.empty()))));
        origin(asked -> said(asked, "Accept-Language"));
        try (Raw raw = connect()) {
            assertThat(node.learn(raw, with("Accept-Language: de")).body()).isEqualTo("de");
            assertThat(node.ask(raw, with("Accept-Language: en")).body()).isEqualTo("en");
        }
    }

    @Test
    void aFieldThatARouteIsChosenByIsLookedAtEachTime() throws IOException {
        Match german = new Match(List.of(), List.of(), List.of(new Match.Field("Accept-Language", Optional.of("de"))));
        use(new Routes(List.of(
                route("german", german, KeyPolicy.DEFAULT, Compression.OFF, Optional.empty()),
                route("all", Match.ALL, KeyPolicy.DEFAULT, Compression.OFF, Optional.empty()))));
        origin(asked -> Reply.ok("one"));
        try (Raw raw = connect()) {
            node.learn(raw, GET);
            assertThat(node.ask(raw, with("Accept-Language: de")).looked()).isTrue();
            await().until(() -> node.node.served.size() == 4);
            assertThat(node.node.served.getLast().route()).isEqualTo("german");
        }
    }

    /** They would be held by each loop after the shelf has let them go. */
    @Test
    void anAnswerAmongLongHeadsIsNotKept() throws IOException {
        origin(asked -> said(asked, "X-Other")
                .header("Vary", "X-Other")
                .header("X-Long", "x".repeat(asked.header("X-Other").isPresent() ? 5_000 : 10)));
        try (Raw raw = connect()) {
            assertThat(node.learn(raw, GET).looked()).isFalse();
            node.ask(raw, with("X-Other: 1"));
            assertThat(node.learn(raw, GET).looked()).isFalse();
            node.ask(raw, with("X-Other: 2"));
            Answer among = node.learn(raw, GET);
            assertThat(among.body()).isEqualTo("none");
            assertThat(among.looked()).isTrue();
        }
    }
}
