package dev.catchwater.edge.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.catchwater.edge.flow.Shortcuts.Answer;
import dev.catchwater.edge.purge.Purge;
import dev.catchwater.testkit.Match;
import dev.catchwater.testkit.Received;
import dev.catchwater.testkit.Reply;
import dev.catchwater.testkit.Upstream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two nodes, one with shortcuts and one without, are asked the same: nobody could tell which is which. */
class ShortcutAlikeTest {
    private static final int STEPS = 1_500;
    private static final List<String> PATHS = List.of(
            "/minute", "/minute?b=1", "/second", "/coded", "/lang", "/tagged", "/never", "/gone", "/long", "/empty");
    private static final List<String> FIELDS = List.of(
            "User-Agent: one",
            "User-Agent: other",
            "Accept-Encoding: gzip",
            "Accept-Encoding: br, gzip",
            "Accept-Language: de",
            "Accept-Language: en",
            "Connection: keep-alive",
            "Referer: http://a/",
            "Cookie: a=b",
            "If-None-Match: \"1\"",
            "Range: bytes=1-2",
            "Cache-Control: no-cache",
            "X-Other: 1");

    /** One of the two, with an origin and a connection of its own. */
    private static final class Side implements AutoCloseable {
        private final Upstream upstream = Upstream.start();
        private final Map<String, AtomicInteger> editions = new ConcurrentHashMap<>();
        private final Shortcuts node;
        private Raw raw;

        Side(boolean open) throws IOException {
            upstream.when(Match.any()).answer(this::reply);
            node = new Shortcuts(Shortcuts.knobs(open, Duration.ofSeconds(75)), Node.plain(upstream.uri("/")));
            raw = new Raw(node.node.port());
        }

        private Reply reply(Received asked) {
            int edition = editions.computeIfAbsent(asked.path(), path -> new AtomicInteger())
                    .incrementAndGet();
            String body = asked.path() + " " + edition + " "
                    + asked.header("Accept-Encoding").orElse("-")
                    + asked.header("Accept-Language").orElse("-");
            Reply ok = Reply.ok(body).header("Cache-Control", "max-age=60");
            return switch (asked.path()) {
                case "/second" -> Reply.ok(body).header("Cache-Control", "max-age=2");
                case "/coded" -> ok.header("Vary", "Accept-Encoding");
                case "/lang" -> ok.header("Vary", "Accept-Language, accept-encoding");
                case "/tagged" ->
                    ok.header("ETag", "\"1\"").header("X-Twice", "1").header("X-Twice", "2");
                case "/never" -> Reply.ok(body).header("Cache-Control", "no-store");
                case "/gone" ->
                    Reply.status(404).header("Cache-Control", "max-age=60").body(body);
                case "/long" -> Reply.ok(body + "x".repeat(12_000)).header("Cache-Control", "max-age=60");
                case "/empty" -> Reply.ok("").header("Cache-Control", "max-age=60");
                default -> ok;
            };
        }

        /** All at once, and their answers in turn. */
        List<Answer> ask(List<String> requests) throws IOException {
            raw.send(String.join("", requests));
            List<Answer> answers = new ArrayList<>();
            for (String request : requests) {
                Answer answer = Shortcuts.next(raw, request.startsWith("HEAD"));
                answers.add(answer);
            }
            return answers;
        }

        void reconnect() throws IOException {
            raw.close();
            raw = new Raw(node.node.port());
        }

        @Override
        public void close() throws IOException {
            raw.close();
            node.close();
            upstream.close();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void withAndWithoutShortcutsTheAnswersAreTheSame(long seed) throws IOException {
        Random dice = new Random(seed);
        try (Side open = new Side(true);
                Side shut = new Side(false)) {
            for (int step = 0; step < STEPS; step++) {
                List<String> requests = requests(dice);
                List<Answer> one = open.ask(requests);
                List<Answer> other = shut.ask(requests);
                for (int i = 0; i < requests.size(); i++) {
                    assertThat(comparable(one.get(i)))
                            .as("step %d: %s", step, requests.get(i))
                            .isEqualTo(comparable(other.get(i)));
                    assertThat(seconds(one.get(i))).isCloseTo(seconds(other.get(i)), within(2));
                }
                happen(dice.nextInt(400), open, shut);
            }
            assertThat(shut.node.node.looked.get() - open.node.node.looked.get())
                    .as("answered by shortcuts")
                    .isGreaterThan(150);
        }
    }

    private static void happen(int what, Side... sides) throws IOException {
        for (Side side : sides) {
            switch (what) {
                case 0 -> side.node.purge(Purge.Mode.HARD);
                case 1 -> side.node.purge(Purge.Mode.SOFT);
                case 2 -> side.node.node.lanes.use(Node.plain(side.upstream.uri("/")));
                case 3 -> side.node.later(Duration.ofSeconds(20));
                case 4, 5 -> side.ask(List.of("POST /minute HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi"));
                case 6, 7 -> side.reconnect();
                default -> {}
            }
        }
    }

    private static List<String> requests(Random dice) {
        List<String> requests = new ArrayList<>();
        for (int i = dice.nextInt(12) == 0 ? 5 : 1; i > 0; i--) {
            requests.add(request(dice));
        }
        return requests;
    }

    private static String request(Random dice) {
        StringBuilder head = new StringBuilder(dice.nextInt(20) == 0 ? "HEAD " : "GET ")
                .append(PATHS.get((int) (PATHS.size() * Math.pow(dice.nextDouble(), 3))))
                .append(" HTTP/1.1\r\nHost: a\r\n");
        for (int fields = dice.nextInt(3); fields > 0; fields--) {
            // The first ones more often, so that most heads are plain.
            String field = FIELDS.get((int) (FIELDS.size() * Math.pow(dice.nextDouble(), 3)));
            head.append(field).append("\r\n");
        }
        return head.append("\r\n").toString();
    }

    /** Status, fields in their order, content; what depends on the moment is left out. */
    private static Map<String, Object> comparable(Answer answer) {
        Map<String, Object> all = new HashMap<>();
        all.put("head", answer.head().replaceAll("(Age: |ttl=|Date: ).*", "$1"));
        all.put("body", answer.body());
        return all;
    }

    private static int seconds(Answer answer) {
        return answer.field("Age").isEmpty() ? 0 : Integer.parseInt(answer.field("Age"));
    }
}
