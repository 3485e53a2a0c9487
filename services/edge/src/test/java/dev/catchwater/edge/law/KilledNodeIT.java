package dev.catchwater.edge.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged node with its disk, read and purged by many at once, killed at random moments and started again. A request
 * that is sent after the acknowledgement of a hard purge gets a body whose fetch began since that purge was asked for;
 * after that of a soft one, a body that an exchange begun since has sent or confirmed. Nothing that a kill left on the
 * disk is served unless it is whole.
 */
@Tag("proof")
class KilledNodeIT {
    private static final System.Logger LOG = System.getLogger(KilledNodeIT.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int KILLS = 3;
    private static final int READERS = 16;
    private static final int PURGERS = 2;

    private final List<Page> pages = Page.all();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final SplittableRandom dice = new SplittableRandom(20_261_126);
    private final AtomicBoolean over = new AtomicBoolean();

    @Test
    void noRequestAfterAnAcknowledgedPurgeGetsWhatThePurgeCoversWhoeverIsKilled(@TempDir Path folder) throws Exception {
        try (NumberedOrigin origin = new NumberedOrigin(pages, dice.split())) {
            Verdicts verdicts = new Verdicts(origin, pages);
            NodeProcess node = new NodeProcess(folder, origin.port());
            List<Thread> workers = workers(node, origin, verdicts);
            try {
                int damaged = 0;
                for (int kill = 0; kill < KILLS; kill++) {
                    live(node, verdicts);
                    node.kill();
                    verdicts.dead = origin.now();
                    damaged += node.damage(dice);
                    node.restart();
                }
                live(node, verdicts);
                assertThat(damaged).isGreaterThan(KILLS);
                assertThat(node.errors()).isEmpty();
            } finally {
                over.set(true);
                node.kill();
                for (Thread worker : workers) {
                    worker.join();
                }
            }
            judge(verdicts, origin);
        }
    }

    /** Until it answers and is purged, which begins later, and then for some seconds of load. */
    private void live(NodeProcess node, Verdicts verdicts) {
        long answers = verdicts.answers.get();
        await().atMost(PATIENCE).until(() -> verdicts.answers.get() > answers || !node.isAlive());
        long purged = verdicts.purged();
        await().atMost(PATIENCE).until(() -> verdicts.purged() > purged || !node.isAlive());
        LockSupport.parkNanos(Duration.ofMillis(dice.nextLong(3_000, 6_000)).toNanos());
        assertThat(node.isAlive()).isTrue();
    }

    private static void judge(Verdicts verdicts, NumberedOrigin origin) {
        LOG.log(
                System.Logger.Level.INFO,
                "{0} answers, {1} from the store, {2} of them from before a kill; purges {3}; {4} exchanges, {5} of them 304",
                verdicts.answers,
                verdicts.stored,
                verdicts.outlived,
                verdicts.purges,
                origin.now(),
                origin.unchanged());
        assertThat(verdicts.broken.stream().limit(20)).isEmpty();
        // A node that stores nothing, forgets all when it is killed or is never purged keeps any law.
        assertThat(verdicts.answers.get()).isGreaterThan(1_000);
        assertThat(verdicts.stored.get()).isGreaterThan(300);
        assertThat(verdicts.outlived.get()).isGreaterThan(30);
        assertThat(origin.unchanged()).isGreaterThan(100);
        assertThat(verdicts.purges)
                .containsOnlyKeys(
                        "url hard",
                        "url soft",
                        "tag hard",
                        "tag soft",
                        "prefix hard",
                        "prefix soft",
                        "host hard",
                        "host soft",
                        "all hard",
                        "all soft");
    }

    private List<Thread> workers(NodeProcess node, NumberedOrigin origin, Verdicts verdicts) {
        List<Thread> workers = new ArrayList<>();
        for (int i = 0; i < READERS; i++) {
            SplittableRandom own = dice.split();
            workers.add(Thread.ofVirtual().start(() -> read(node.port, origin, verdicts, own)));
        }
        for (int i = 0; i < PURGERS; i++) {
            SplittableRandom own = dice.split();
            int first = i * 75;
            workers.add(Thread.ofVirtual().start(() -> purge(node, origin, verdicts, own, first)));
        }
        return workers;
    }

    private void read(int port, NumberedOrigin origin, Verdicts verdicts, SplittableRandom own) {
        while (!over.get()) {
            Page page = page(own);
            String edition = own.nextInt(4) == 0 ? "late" : "early";
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + page.host() + ":" + port + page.path()))
                    .header("X-Edition", edition)
                    .timeout(Duration.ofSeconds(10))
                    .build();
            try {
                Verdicts.Terms terms = verdicts.terms(page);
                long sent = origin.now();
                HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
                verdicts.answered(NumberedOrigin.name(page, edition), terms, sent, answer.statusCode(), answer.body());
            } catch (IOException killed) {
                pause(20);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void purge(NodeProcess node, NumberedOrigin origin, Verdicts verdicts, SplittableRandom own, int first) {
        // Each is in another place of its round, and begins with the other mode.
        for (int i = first; !over.get(); i++) {
            Order order = Order.next(i, own, page(own), node.port);
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + node.control + "/api/v1/purges"))
                    .header("Content-Type", "application/json")
                    .header("Idempotency-Key", first + "-" + i)
                    .timeout(Duration.ofSeconds(10))
                    .POST(HttpRequest.BodyPublishers.ofString(order.json()))
                    .build();
            long sent = origin.now();
            // Without an answer it may be in force or not; who asks again gets what was asked for first.
            while (!over.get() && !isAcknowledged(request, verdicts)) {
                pause(20);
            }
            if (!over.get()) {
                verdicts.acknowledged(order, sent);
            }
            pause(own.nextInt(60));
        }
    }

    private boolean isAcknowledged(HttpRequest request, Verdicts verdicts) {
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                verdicts.broken.add("a purge was answered " + answer.statusCode() + " " + answer.body());
            }
            return answer.statusCode() == 200;
        } catch (IOException killed) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Some much more often than others. */
    private Page page(SplittableRandom own) {
        double skewed = own.nextDouble();
        return pages.get((int) (skewed * skewed * pages.size()) * 7 % pages.size());
    }

    private static void pause(int millis) {
        LockSupport.parkNanos(millis * 1_000_000L);
    }
}
