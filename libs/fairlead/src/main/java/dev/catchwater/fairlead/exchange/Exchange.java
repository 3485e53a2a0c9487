package dev.catchwater.fairlead.exchange;

import dev.catchwater.fairlead.CallListener;
import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.Method;
import dev.catchwater.fairlead.Outcome;
import dev.catchwater.fairlead.Outlet;
import dev.catchwater.fairlead.Passage;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.RequestBody;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.ResponseBody;
import dev.catchwater.fairlead.Timers;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One request on its way to one answer. Lives on one event loop; only its end may come on another thread. */
final class Exchange extends Passage implements BodySender.Progress {
    private Request request;
    private final Pool pool;
    private final Context context;
    private final Bounds bounds;
    private final Timers timers;
    private final Consumer<HttpFailure> failing = this::fail;
    private final Patience patience;
    private volatile @Nullable Transport transport;
    private final Optional<Consumer<Outlet>> outlet;
    private volatile @Nullable HttpClientRequest sending;
    private volatile @Nullable BodySender sender;
    private @Nullable BodyStream receiving;
    private boolean stale;

    Exchange(Request request, Pool pool, Context context, Bounds bounds, Timers timers) {
        this.request = request;
        this.pool = pool;
        this.context = context;
        this.bounds = bounds;
        this.timers = timers;
        this.patience = new Patience(timers, failing);
        this.outlet = request.get(Outlet.WANTED);
    }

    @Override
    protected void begin() {
        request.depart();
        Future<HttpClientRequest> connecting;
        Transport entered = pool.enter();
        transport = entered;
        try {
            connecting = entered.request(request, Wire.options(request, bounds));
        } catch (IllegalStateException closed) {
            fail(new HttpFailure.Closed());
            return;
        }
        connecting.onComplete(this::connected);
    }

    @Override
    protected void ended(Outcome outcome) {
        patience.stop();
        BodySender upload = sender;
        boolean unsent = upload != null && upload.stop();
        HttpClientRequest sent = sending;
        // A request that asked for another protocol has no end of its own, so its connection is never free again.
        if (sent != null && (unsent || outlet.isPresent() || !(outcome instanceof Outcome.Completed))) {
            sent.reset(Wire.CANCEL);
        }
        Transport entered = transport;
        if (entered != null) {
            entered.leave();
        }
    }

    private void connected(AsyncResult<HttpClientRequest> result) {
        try {
            if (result.failed()) {
                fail(Failures.connecting(result.cause(), request, bounds.connect()));
            } else {
                connected(result.result());
            }
        } catch (RuntimeException thrown) {
            fail(thrown);
        }
    }

    private void connected(HttpClientRequest ready) {
        sending = ready;
        stale = !pool.isFirstUse(ready.connection());
        ready.exceptionHandler(this::couldNotSend);
        if (!isOpen()) {
            ready.reset(Wire.CANCEL);
            return;
        }
        Wire.head(request, ready);
        ready.response().onComplete(this::answered);
        send(ready);
    }

    private void answered(AsyncResult<HttpClientResponse> result) {
        try {
            if (result.failed()) {
                broke(result.cause());
            } else if (isInterim(result.result().statusCode())) {
                // The transport knows 100 and 103 only. What follows is this request's answer, and must be nobody
                // else's.
                fail(new HttpFailure.Malformed(request.origin(), "an interim answer, and no other"));
            } else {
                head(result.result());
            }
        } catch (RuntimeException thrown) {
            fail(thrown);
        }
    }

    private void send(HttpClientRequest ready) {
        if (outlet.isPresent()) {
            peerIsToAct();
            ready.connect();
        } else if (request.body() instanceof RequestBody.Stream stream) {
            BodySender upload = new BodySender(stream, ready, context, this, timers);
            sender = upload;
            upload.begin();
        } else {
            peerIsToAct();
            if (request.body() instanceof RequestBody.Bytes bytes) {
                ready.end(bytes.content());
            } else {
                ready.end();
            }
        }
    }

    @Override
    public void peerIsToAct() {
        if (isOpen()) {
            patience.begin(HttpFailure.Phase.FIRST_BYTE, bounds.firstByte());
        }
    }

    @Override
    public void sourceIsToAct() {
        if (isOpen()) {
            patience.stop();
        }
    }

    @Override
    public void failed(HttpFailure failure) {
        fail(failure);
    }

    private void head(HttpClientResponse answer) {
        patience.stop();
        stale = false;
        if (answer.version() == HttpVersion.HTTP_2) {
            request = request.with(CallListener.PROTOCOL_VERSION, "2");
        }
        BodySender upload = sender;
        if (upload != null) {
            upload.answered();
        }
        if (outlet.isPresent() && answer.statusCode() == 101) {
            switched(answer, outlet.get());
            return;
        }
        answer.exceptionHandler(this::broke);
        Headers headers = Wire.headers(answer.headers());
        long limit = request.maxBody(bounds.maxBodyBytes());
        if (carriesNothing(answer.statusCode(), headers)) {
            answer(new Response(request, answer.statusCode(), headers, ResponseBody.empty()));
        } else if (Wire.declaredLength(headers) > limit) {
            fail(new HttpFailure.TooLarge("the answer", limit));
        } else {
            BodyStream body = new BodyStream(answer, context, limit, bounds.idle(), patience, failing);
            receiving = body;
            answer(new Response(request, answer.statusCode(), headers, ResponseBody.of(body, body)));
        }
    }

    /** RFC 9110 §7.8: from here on the connection speaks the other protocol. */
    private void switched(HttpClientResponse answer, Consumer<Outlet> taker) {
        answer.exceptionHandler(this::broke);
        BodyStream inlet = new BodyStream(answer, context, Long.MAX_VALUE, Duration.ZERO, patience, failing);
        taker.accept(new SocketOutlet(answer.request().connection()));
        answer(new Response(
                request, answer.statusCode(), Wire.headers(answer.headers()), ResponseBody.of(inlet, inlet)));
    }

    /** RFC 9110 §15.2. */
    private boolean isInterim(int status) {
        return status < 200 && !(status == 101 && outlet.isPresent());
    }

    /** RFC 9110 §6.4.1. */
    private boolean carriesNothing(int status, Headers headers) {
        return request.method().equals(Method.HEAD)
                || status == 204
                || status == 304
                || Wire.declaredLength(headers) == 0;
    }

    /** A peer may answer and hang up without reading on (RFC 9112 §9.6): then its answer counts. */
    private void couldNotSend(Throwable cause) {
        if (isOpen()) {
            broke(cause);
        }
    }

    private void broke(Throwable told) {
        HttpClientRequest broken = sending;
        Throwable cause = broken == null ? told : Breakage.cause(told, broken.connection());
        HttpFailure failure = Failures.exchanging(cause, request, bounds.maxHeadBytes(), stale);
        BodyStream body = receiving;
        if (sender != null && body != null) {
            // Who answers without reading on closes behind the answer, which may all be here and unread.
            body.breaks(failure);
        } else {
            fail(failure);
        }
    }
}
