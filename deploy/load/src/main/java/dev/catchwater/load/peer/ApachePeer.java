package dev.catchwater.load.peer;

import dev.catchwater.load.Done;
import dev.catchwater.load.Peer;
import dev.catchwater.load.Target;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.jspecify.annotations.Nullable;

/** Apache HttpComponents' asynchronous client on one reactor thread. */
final class ApachePeer implements Peer {
    private final CloseableHttpAsyncClient client;
    private final Target target;

    ApachePeer(Target target) {
        this.target = target;
        client = HttpAsyncClients.custom()
                .setIOReactorConfig(IOReactorConfig.custom().setIoThreadCount(1).build())
                .setConnectionManager(PoolingAsyncClientConnectionManagerBuilder.create()
                        .setMaxConnPerRoute(target.connections())
                        .setMaxConnTotal(target.connections())
                        .build())
                // It would offer to upgrade to TLS, in fields that nobody else sends.
                .setDefaultRequestConfig(
                        RequestConfig.custom().setProtocolUpgradeEnabled(false).build())
                .build();
        client.start();
    }

    @Override
    public void begin(Runnable task) {
        task.run();
    }

    @Override
    public void call(Done done) {
        SimpleRequestBuilder request = SimpleRequestBuilder.get(target.uri());
        for (Target.Field field : Target.FIELDS) {
            request.setHeader(field.name(), field.value());
        }
        SimpleHttpRequest built = request.build();
        var _ = client.execute(built, new FutureCallback<SimpleHttpResponse>() {
            @Override
            public void completed(SimpleHttpResponse answer) {
                ApachePeer.completed(answer, done);
            }

            @Override
            public void failed(Exception thrown) {
                done.ended(0, thrown);
            }

            @Override
            public void cancelled() {
                done.ended(0, new IllegalStateException("cancelled"));
            }
        });
    }

    private static void completed(SimpleHttpResponse answer, Done done) {
        byte @Nullable [] body = answer.getBodyBytes();
        if (answer.getCode() == 200 && body != null) {
            done.ended(body.length, null);
        } else {
            done.ended(0, Done.unexpected(answer.getCode()));
        }
    }

    @Override
    public void close() {
        client.close(CloseMode.GRACEFUL);
    }
}
