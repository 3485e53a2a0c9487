package dev.catchwater.fairlead.client;

import static dev.catchwater.fairlead.Answers.PATIENCE;
import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.guard.GuardPolicy;
import dev.catchwater.testkit.HttpMock;
import dev.catchwater.testkit.Match;
import dev.catchwater.testkit.Reply;
import dev.catchwater.testkit.Upstream;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.impl.ContextInternal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls from every kind of thread that a program has. */
class ThreadsTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final String TEXT = "line\n".repeat(20_000);

    @HttpMock
    Upstream upstream;

    private final HttpClient client =
            HttpClient.create(VERTX, Settings.named("threads").withGuard(GuardPolicy.OFF));

    @AfterEach
    void close() {
        await().atMost(PATIENCE).until(() -> client.inFlight() == 0);
        client.close();
    }

    @AfterAll
    static void closeVertx() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    private Uni<String> call() {
        return client.send(Request.get(upstream.uri("/"))).flatMap(Response::text);
    }

    @Test
    void anAnswerComesOnTheCallersOwnContext() {
        upstream.when(Match.any()).reply(Reply.ok(TEXT));
        for (ContextInternal context :
                List.of((ContextInternal) VERTX.getOrCreateContext(), duplicated(), duplicated())) {
            CompletableFuture<Context> seen = new CompletableFuture<>();
            context.runOnContext(ignored -> call().subscribe().with(text -> seen.complete(Vertx.currentContext())));
            assertThat(seen.join()).isSameAs(context);
        }
    }

    private static ContextInternal duplicated() {
        return ((ContextInternal) VERTX.getOrCreateContext()).duplicate();
    }

    @Test
    void aBlockingTaskMayWaitForTheWholeAnswer() {
        upstream.when(Match.any()).reply(Reply.ok(TEXT));
        // As a blocking endpoint does: the event loop's duplicated context is current, but the thread is a worker.
        ContextInternal context = duplicated();
        for (int i = 0; i < 20; i++) {
            var result = context.executeBlocking(() -> {
                Response response = get(client.send(Request.get(upstream.uri("/"))));
                return get(response.text());
            });
            assertThat(get(Uni.createFrom().completionStage(result.toCompletionStage())))
                    .isEqualTo(TEXT);
        }
    }

    @Test
    void aBodyThatIsAskedForInABlockingTaskStillFlowsOnTheEventLoop() {
        upstream.when(Match.any()).reply(Reply.ok(TEXT));
        List<Boolean> onLoop = Collections.synchronizedList(new ArrayList<>());
        var result = duplicated().executeBlocking(() -> {
            Response response = get(client.send(Request.get(upstream.uri("/"))));
            // Demand in small portions, so that requests of this thread meet chunks that wait already.
            var reader = response.body().stream()
                    .onItem()
                    .invoke(chunk -> onLoop.add(Context.isOnEventLoopThread()))
                    .subscribe()
                    .withSubscriber(AssertSubscriber.<Buffer>create(0));
            reader.awaitNextItems(2, PATIENCE);
            reader.request(Long.MAX_VALUE).awaitCompletion(PATIENCE);
            return reader.getItems().stream().mapToInt(Buffer::length).sum();
        });
        assertThat(get(Uni.createFrom().completionStage(result.toCompletionStage())))
                .isEqualTo(TEXT.length());
        assertThat(onLoop).isNotEmpty().containsOnly(true);
    }

    @Test
    void workersVirtualThreadsAndThreadsOfNobodyGetTheirAnswers() throws Exception {
        upstream.when(Match.any()).reply(Reply.ok(TEXT));
        CompletableFuture<String> worker = new CompletableFuture<>();
        ((io.vertx.core.impl.VertxInternal) VERTX)
                .createWorkerContext()
                .runOnContext(ignored -> call().subscribe().with(worker::complete, worker::completeExceptionally));
        assertThat(get(Uni.createFrom().completionStage(worker))).isEqualTo(TEXT);
        CompletableFuture<String> virtual = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> virtual.complete(get(call()))).join();
        assertThat(virtual).isCompletedWithValue(TEXT);
        assertThat(get(call())).isEqualTo(TEXT);
    }
}
