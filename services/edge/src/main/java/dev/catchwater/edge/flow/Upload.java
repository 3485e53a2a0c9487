package dev.catchwater.edge.flow;

import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.RequestBody;
import io.smallrye.mutiny.helpers.Subscriptions;
import io.smallrye.mutiny.operators.AbstractMulti;
import io.smallrye.mutiny.subscription.MultiSubscriber;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * A request's body on its way to the origin: read from the client as the origin takes it. Who expects 100 gets it when the
 * origin wants the first byte.
 */
final class Upload extends AbstractMulti<Buffer> implements Flow.Subscription {
    private static final long NONE = -1;

    private final Visit visit;
    private final HttpServerRequest request;
    private final long length;
    private final long most;
    private @Nullable MultiSubscriber<? super Buffer> reader;
    private long demand;
    private long received;
    private long before;
    private long timer = NONE;
    private boolean asked;
    private boolean over;

    /**
     * Holds the body back.
     *
     * @param length -1 if it is not told
     * @param most bytes that are taken
     */
    Upload(Visit visit, long length, long most) {
        this.visit = visit;
        this.request = visit.request();
        this.length = length;
        this.most = most;
        request.pause();
        request.handler(this::chunk);
        request.endHandler(end -> completed());
        request.exceptionHandler(broken -> failed("the client went away"));
    }

    RequestBody body() {
        return new RequestBody.Stream(() -> this, length, false);
    }

    @Override
    public void subscribe(MultiSubscriber<? super Buffer> subscriber) {
        reader = subscriber;
        subscriber.onSubscribe(this);
    }

    @Override
    public void request(long n) {
        if (over || n <= 0) {
            return;
        }
        if (!asked) {
            asked = true;
            if (request.version() != HttpVersion.HTTP_1_0
                    && "100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
                request.response().writeContinue();
            }
        }
        demand = Subscriptions.add(demand, n);
        watch();
        request.fetch(n);
    }

    private void chunk(Buffer bytes) {
        received += bytes.length();
        demand--;
        MultiSubscriber<? super Buffer> to = reader;
        if (over || to == null) {
            return;
        }
        if (received > most) {
            failed("the request's body is too large");
        } else {
            to.onItem(bytes);
        }
    }

    private void completed() {
        MultiSubscriber<? super Buffer> to = reader;
        if (!over && to != null) {
            finish();
            to.onCompletion();
        }
    }

    private void failed(String why) {
        MultiSubscriber<? super Buffer> to = reader;
        if (!over && to != null) {
            finish();
            to.onFailure(new HttpFailure.InvalidRequest(why).asException());
        }
    }

    @Override
    public void cancel() {
        finish();
        // What is left of it is read and forgotten, or the connection would be of no more use.
        request.resume();
    }

    private void finish() {
        over = true;
        if (timer != NONE) {
            vertx().cancelTimer(timer);
            timer = NONE;
        }
    }

    /** A body that is asked for has to come (slow loris). */
    private void watch() {
        if (timer == NONE) {
            before = received;
            timer = vertx().setTimer(visit.plant().knobs().stallTimeout().toMillis(), late -> {
                timer = NONE;
                if (over || demand == 0) {
                    return;
                }
                if (received == before) {
                    failed("the request's body does not come");
                } else {
                    watch();
                }
            });
        }
    }

    private Vertx vertx() {
        return visit.plant().vertx();
    }
}
