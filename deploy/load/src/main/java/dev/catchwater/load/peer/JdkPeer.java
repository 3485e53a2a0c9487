package dev.catchwater.load.peer;

import dev.catchwater.load.Done;
import dev.catchwater.load.Peer;
import dev.catchwater.load.Target;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;

/**
 * The JDK's client, asynchronously. It knows no bound on connections, so a semaphore keeps one. Wants {@code -Djdk.httpclient.allowRestrictedHeaders=connection}.
 */
final class JdkPeer implements Peer {
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final HttpRequest request;
    private final Semaphore places;
    private final Queue<Done> waiting = new ConcurrentLinkedQueue<>();

    JdkPeer(Target target) {
        places = new Semaphore(target.connections());
        HttpRequest.Builder building = HttpRequest.newBuilder(target.uri());
        Target.FIELDS.forEach(field -> building.setHeader(field.name(), field.value()));
        request = building.build();
    }

    @Override
    public void begin(Runnable task) {
        task.run();
    }

    @Override
    public void call(Done done) {
        waiting.add(done);
        sendNext();
    }

    private void sendNext() {
        while (!waiting.isEmpty() && places.tryAcquire()) {
            Done next = waiting.poll();
            if (next == null) {
                places.release();
            } else {
                send(next);
            }
        }
    }

    private void send(Done done) {
        var _ = client.sendAsync(request, BodyHandlers.ofByteArray()).whenComplete((answer, thrown) -> {
            places.release();
            if (thrown != null) {
                done.ended(0, thrown);
            } else {
                ended(answer, done);
            }
            sendNext();
        });
    }

    private static void ended(HttpResponse<byte[]> answer, Done done) {
        done.ended(answer.body().length, answer.statusCode() == 200 ? null : Done.unexpected(answer.statusCode()));
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
