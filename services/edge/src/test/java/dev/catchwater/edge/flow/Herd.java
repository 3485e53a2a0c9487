package dev.catchwater.edge.flow;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import java.util.concurrent.atomic.AtomicInteger;

/** A process of its own that asks for one thing as often as it is told, all at once, and says what becomes of it. */
final class Herd {
    private static final int A_CONNECTION = 100;

    private Herd() {}

    /**
     * Says {@code first} when the first bytes have come to all, and at the end how many were answered in full.
     *
     * @param arguments the port, how many, the length of the body
     */
    public static void main(String[] arguments) {
        int port = Integer.parseInt(arguments[0]);
        int all = Integer.parseInt(arguments[1]);
        int length = Integer.parseInt(arguments[2]);
        Vertx vertx = Vertx.vertx();
        HttpClient client = vertx.createHttpClient(
                new HttpClientOptions()
                        .setProtocolVersion(HttpVersion.HTTP_2)
                        .setHttp2ClearTextUpgrade(false)
                        .setHttp2MultiplexingLimit(A_CONNECTION),
                new PoolOptions().setHttp2MaxSize(all / A_CONNECTION).setMaxWaitQueueSize(all));
        AtomicInteger begun = new AtomicInteger();
        AtomicInteger whole = new AtomicInteger();
        AtomicInteger over = new AtomicInteger();
        for (int i = 0; i < all; i++) {
            AtomicInteger bytes = new AtomicInteger();
            client.request(HttpMethod.GET, port, "127.0.0.1", "/herd")
                    .compose(request -> request.send())
                    .compose(response -> {
                        response.handler(chunk -> {
                            if (bytes.getAndAdd(chunk.length()) == 0 && begun.incrementAndGet() == all) {
                                System.out.println("first");
                            }
                        });
                        return response.end();
                    })
                    .onComplete(done -> {
                        if (done.succeeded() && bytes.get() == length) {
                            whole.incrementAndGet();
                        }
                        if (over.incrementAndGet() == all) {
                            System.out.println("whole " + whole.get());
                            vertx.close();
                        }
                    });
        }
    }
}
