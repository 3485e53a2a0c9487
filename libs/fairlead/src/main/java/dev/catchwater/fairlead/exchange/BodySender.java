package dev.catchwater.fairlead.exchange;

import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.RequestBody;
import io.smallrye.mutiny.subscription.MultiSubscriber;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Sends a streamed request body as fast as the connection takes it, one chunk asked for at a time. */
final class BodySender implements MultiSubscriber<Buffer> {
    private final HttpClientRequest sending;
    private final long length;
    private final Consumer<HttpFailure> fail;
    private Flow.@Nullable Subscription upstream;
    private long sent;

    private BodySender(HttpClientRequest sending, long length, Consumer<HttpFailure> fail) {
        this.sending = sending;
        this.length = length;
        this.fail = fail;
    }

    static void send(RequestBody.Stream body, HttpClientRequest sending, Consumer<HttpFailure> fail) {
        if (body.lengthBytes() >= 0) {
            sending.putHeader("Content-Length", Long.toString(body.lengthBytes()));
        } else {
            sending.setChunked(true);
        }
        body.source().get().subscribe().withSubscriber(new BodySender(sending, body.lengthBytes(), fail));
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        upstream = subscription;
        sending.exceptionHandler(broken -> {
            subscription.cancel();
            fail.accept(new HttpFailure.Disconnected(sending.getHost(), "while the request was being sent"));
        });
        subscription.request(1);
    }

    @Override
    public void onItem(Buffer chunk) {
        sent += chunk.length();
        if (length >= 0 && sent > length) {
            wrongLength();
            return;
        }
        sending.write(chunk);
        if (sending.writeQueueFull()) {
            sending.drainHandler(drained -> more());
        } else {
            more();
        }
    }

    @Override
    public void onFailure(Throwable thrown) {
        fail.accept(new HttpFailure.InvalidRequest("the request's body could not be produced"));
    }

    @Override
    public void onCompletion() {
        if (length >= 0 && sent != length) {
            wrongLength();
        } else {
            sending.end();
        }
    }

    private void wrongLength() {
        if (upstream != null) {
            upstream.cancel();
        }
        fail.accept(new HttpFailure.InvalidRequest("the request's body is not " + length + " bytes long, as it said"));
    }

    private void more() {
        if (upstream != null) {
            upstream.request(1);
        }
    }
}
