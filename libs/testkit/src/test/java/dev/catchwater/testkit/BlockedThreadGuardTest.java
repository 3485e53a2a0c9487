package dev.catchwater.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.container;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.instanceOf;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Really blocks event loops, in classes that an inner engine runs with the guard found by autodetection. */
@BlocksEventLoops("on purpose, to see the guard complain")
class BlockedThreadGuardTest {

    @Test
    void aClassThatBlocksAnEventLoopFailsAndIsToldTheThreadAndWhatItDid() {
        run(Blocking.class, "fail")
                .containerEvents()
                .failed()
                .assertEventsMatchExactly(event(
                        container(Blocking.class),
                        finishedWithFailure(
                                instanceOf(AssertionError.class),
                                message(text -> text.contains("vert.x-eventloop-thread-")
                                        && text.contains("BlockedThreadGuardTest.lambda$block")))));
    }

    @Test
    void aBlockInANestedClassFailsTheOutermostOne() {
        run(Outer.class, "fail")
                .containerEvents()
                .failed()
                .assertEventsMatchExactly(event(container(Outer.class), finishedWithFailure()));
    }

    @Test
    void aBlockBeforeTheFirstTestIsStartUpAndDoesNotCount() {
        passes(run(BlockingAtStart.class, "fail"));
    }

    @Test
    void aBlockedWorkerIsAllowed() {
        passes(run(BlockingAWorker.class, "fail"));
    }

    @Test
    void theGuardCanBeSwitchedOff() {
        passes(run(Blocking.class, "off"));
    }

    @Test
    void recordsNameThreadTimeAndStack() {
        block(true);
        assertThat(BlockedThreads.records()).last().satisfies(record -> {
            assertThat(record.isEventLoop()).isTrue();
            assertThat(record.blockedFor()).isGreaterThanOrEqualTo(Duration.ofMillis(500));
            assertThat(record.stack()).isNotEmpty();
            assertThat(record.since()).isBefore(record.at());
        });
    }

    private static void passes(EngineExecutionResults results) {
        results.allEvents().failed().assertEventsMatchExactly();
        assertThat(results.testEvents().succeeded().count()).isEqualTo(1);
    }

    private static EngineExecutionResults run(Class<?> testClass, String mode) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(testClass))
                .configurationParameter("junit.jupiter.extensions.autodetection.enabled", "true")
                .configurationParameter("junit.jupiter.conditions.deactivate", "*")
                .configurationParameter(BlockedThreadGuard.MODE, mode)
                .execute();
    }

    /** Blocks a thread of a Vert.x of its own until the checker has complained about it. */
    static void block(boolean eventLoop) {
        var options = BlockedThreads.strict(new VertxOptions())
                .setMaxWorkerExecuteTime(500)
                .setMaxWorkerExecuteTimeUnit(TimeUnit.MILLISECONDS);
        Vertx vertx = Vertx.vertx(options);
        int before = BlockedThreads.records().size();
        var complained = new CountDownLatch(1);
        if (eventLoop) {
            vertx.runOnContext(none -> await(complained));
        } else {
            vertx.executeBlocking(() -> {
                await(complained);
                return true;
            });
        }
        try {
            for (int i = 0; i < 300 && BlockedThreads.records().size() == before; i++) {
                new CountDownLatch(1).await(100, TimeUnit.MILLISECONDS);
            }
            assertThat(BlockedThreads.records()).hasSizeGreaterThan(before);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            complained.countDown();
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Inner
    static class Blocking {
        @Test
        void blocks() {
            block(true);
        }
    }

    @Inner
    static class BlockingAtStart {
        @BeforeAll
        static void boot() {
            block(true);
        }

        @Test
        void isQuick() {}
    }

    @Inner
    static class BlockingAWorker {
        @Test
        void blocks() {
            block(false);
        }
    }

    @Inner
    static class Outer {
        @Nested
        class Within {
            @Test
            void blocks() {
                block(true);
            }
        }
    }
}
