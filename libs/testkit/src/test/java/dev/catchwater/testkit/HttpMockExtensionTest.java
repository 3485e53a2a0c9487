package dev.catchwater.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedSuccessfully;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.EventConditions.test;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.instanceOf;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

class HttpMockExtensionTest {
    private static final Set<Integer> PORTS = ConcurrentHashMap.newKeySet();

    @HttpMock
    Upstream field;

    @Test
    void aTestFailsAtItsEndForTheRequestsThatNothingMatched() {
        run(Unmatched.class)
                .assertThatEvents()
                .haveExactly(
                        1,
                        event(
                                test("passesUntilItsEnd"),
                                finishedWithFailure(
                                        instanceOf(AssertionError.class),
                                        message(text -> text.contains("GET /feeds") && text.contains("≠ path")))))
                .haveExactly(1, event(test("settles"), finishedSuccessfully()));
    }

    @Test
    void aTestFailsForTheUnmatchedRequestsOfItsParameterStaticFieldAndOuterField() {
        run(Everywhere.class).assertStatistics(s -> s.started(3).failed(3));
    }

    @Test
    void aTestFailsForAnAnswerThatCouldNotBeGiven() {
        run(Broken.class)
                .assertThatEvents()
                .haveExactly(2, event(finishedWithFailure(message(text -> text.contains("no such page")))));
    }

    @Test
    void testsAtTheSameTimeHaveUpstreamsOfTheirOwn() {
        PORTS.clear();
        run(Parallel.class).assertStatistics(s -> s.succeeded(4));
        assertThat(PORTS).hasSize(4);
    }

    @Test
    void fieldAndParameterAreDifferentUpstreams(@HttpMock Upstream parameter, @HttpMock Upstream other) {
        assertThat(Set.of(field.port(), parameter.port(), other.port())).hasSize(3);
    }

    private static Events run(Class<?> testClass) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(testClass))
                .configurationParameter("junit.jupiter.conditions.deactivate", "*")
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
                .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "4")
                .execute()
                .testEvents();
    }

    private static String ask(Upstream upstream, String path) throws IOException {
        try (var client = new RawClient(upstream)) {
            return client.send("GET " + path + " HTTP/1.1\r\nConnection: close\r\n\r\n")
                    .readToEnd()
                    .text();
        }
    }

    @Inner
    static class Unmatched {
        @Test
        void passesUntilItsEnd(@HttpMock Upstream upstream) throws IOException {
            upstream.when(Match.get("/feed")).reply(Reply.ok());
            assertThat(ask(upstream, "/feeds")).startsWith("HTTP/1.1 501 ");
        }

        @Test
        void settles(@HttpMock Upstream upstream) throws IOException {
            ask(upstream, "/feeds");
            assertThat(upstream.takeComplaints()).hasSize(1);
        }
    }

    @Inner
    static class Everywhere {
        @HttpMock
        static Upstream shared;

        @HttpMock
        Upstream outer;

        @BeforeEach
        void prepare(@HttpMock Upstream prepared) {
            prepared.when(Match.any()).reply(Reply.ok());
        }

        @Nested
        class One {
            @Test
            void outerField() throws IOException {
                ask(outer, "/");
            }
        }

        @Nested
        class Two {
            @Test
            void parameter(@HttpMock Upstream own) throws IOException {
                ask(own, "/");
            }
        }

        @Nested
        class Three {
            @Test
            void staticField() throws IOException {
                synchronized (shared) {
                    ask(shared, "/");
                }
            }
        }
    }

    @Inner
    static class Broken {
        @Test
        void decision(@HttpMock Upstream upstream) throws IOException {
            upstream.when(Match.any()).answer(request -> {
                throw new IllegalStateException("no such page");
            });
            assertThat(ask(upstream, "/")).startsWith("HTTP/1.1 500 ");
        }

        @Test
        void script(@HttpMock Upstream upstream) throws IOException {
            upstream.when(Match.any()).reply(Reply.stream(stream -> {
                throw new IllegalStateException("no such page");
            }));
            ask(upstream, "/");
        }
    }

    @Inner
    static class Parallel {
        @HttpMock
        Upstream upstream;

        @Test
        void one() throws IOException {
            talk("one");
        }

        @Test
        void two() throws IOException {
            talk("two");
        }

        @Test
        void three() throws IOException {
            talk("three");
        }

        @Test
        void four() throws IOException {
            talk("four");
        }

        private void talk(String name) throws IOException {
            PORTS.add(upstream.port());
            upstream.when(Match.get("/" + name)).reply(Reply.ok(name));
            for (int i = 0; i < 50; i++) {
                assertThat(ask(upstream, "/" + name)).endsWith("\r\n\r\n" + name);
            }
            assertThat(upstream.requests()).hasSize(50);
        }
    }
}
