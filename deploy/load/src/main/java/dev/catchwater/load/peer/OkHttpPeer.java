package dev.catchwater.load.peer;

import dev.catchwater.load.Done;
import dev.catchwater.load.Peer;
import dev.catchwater.load.Target;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** OkHttp's blocking calls, each on a virtual thread. It knows no bound on connections, so a semaphore keeps one. */
final class OkHttpPeer implements Peer {
    private final OkHttpClient client;
    private final Request request;
    private final Semaphore places;

    OkHttpPeer(Target target) {
        client = new OkHttpClient.Builder()
                .connectionPool(new ConnectionPool(target.connections(), 5, TimeUnit.MINUTES))
                .readTimeout(2, TimeUnit.MINUTES)
                .build();
        places = new Semaphore(target.connections());
        Request.Builder building = new Request.Builder().url(target.uri().toString());
        Target.FIELDS.forEach(field -> building.header(field.name(), field.value()));
        request = building.build();
    }

    @Override
    public void begin(Runnable task) {
        Thread.ofVirtual().start(task);
    }

    @Override
    public void call(Done done) {
        places.acquireUninterruptibly();
        try (Response answer = client.newCall(request).execute()) {
            int bytes = answer.body().bytes().length;
            done.ended(bytes, answer.code() == 200 ? null : Done.unexpected(answer.code()));
        } catch (IOException e) {
            done.ended(0, e);
        } finally {
            places.release();
        }
    }

    @Override
    public boolean blocks() {
        return true;
    }

    @Override
    public void close() {
        client.connectionPool().evictAll();
        client.dispatcher().executorService().shutdown();
    }
}
