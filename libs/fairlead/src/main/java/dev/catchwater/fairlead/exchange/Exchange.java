package dev.catchwater.fairlead.exchange;

import dev.catchwater.fairlead.CallListener;
import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.InterimAnswers;
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
    private final Patience patience;
    private volatile @Nullable Transport transport;
    private final Optional<Consumer<Outlet>> outlet;
    private volatile @Nullable Lease lease;
    private volatile @Nullable BodySender sender;
    private @Nullable BodyStream receiving;

    Exchange(Request request, Pool pool, Context context, Bounds bounds, Timers timers) {
        this.request = request;
        this.pool = pool;
        this.context = context;
        this.bounds = bounds;
        this.timers = timers;
        this.patience = new Patience(timers, this);
        this.outlet = request.get(Outlet.WANTED);
    }

    @Override
    protected void begin() {
        request.depart();
        Transport entered = pool.enter();
        transport = entered;
        entered.request(request, Wire.options(request, bounds)).onComplete(this::connected);
    }

    @Override
    protected void ended(Outcome outcome) {
        patience.stop();
        BodySender upload = sender;
        boolean unsent = upload != null && upload.stop();
        Lease leased = lease;
        if (leased != null) {
            // A request that asked for another protocol has no end of its own, so its connection is never free again.
            boolean whole = !unsent && outlet.isEmpty();
            if (whole && outcome instanceof Outcome.Completed) {
                leased.end();
            } else {
                leased.giveUp(whole);
            }
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
            } else if (Usage.of(result.result().connection()).isDropping()) {
                context.runOnContext(then -> connected(result));
            } else {
                connected(result.result());
            }
        } catch (RuntimeException thrown) {
            fail(thrown);
        }
    }

    private void connected(HttpClientRequest ready) {
        Lease leased = new Lease(ready, !(request.body() instanceof RequestBody.None));
        lease = leased;
        ready.exceptionHandler(this::couldNotSend);
        if (!isOpen()) {
            leased.giveUp(true);
            return;
        }
        Wire.head(request, ready);
        ready.earlyHintsHandler(hints -> Interim.tell(hints, request.get(InterimAnswers.LISTENER)));
        ready.response().onComplete(this::answered);
        send(leased);
    }

    private void answered(AsyncResult<HttpClientResponse> result) {
        try {
            if (result.failed()) {
                broke(result.cause());
            } else if (isNone(result.result().statusCode())) {
                // A switch of protocols that nobody asked for; the others are not taken for answers.
                result.result().exceptionHandler(reset -> {}); // which else would be logged as an error
                fail(new HttpFailure.Malformed(request.origin(), "an interim answer, and no other, or no status"));
            } else {
                head(result.result());
            }
        } catch (RuntimeException thrown) {
            fail(thrown);
        }
    }

    private void send(Lease leased) {
        HttpClientRequest ready = leased.request();
        if (request.body() instanceof RequestBody.Stream stream && outlet.isEmpty()) {
            BodySender upload = new BodySender(stream, leased, context, this, timers);
            sender = upload;
            upload.begin();
            return;
        }
        leased.sendsHead();
        peerIsToAct();
        if (outlet.isPresent()) {
            ready.connect();
        } else if (request.body() instanceof RequestBody.Bytes bytes) {
            ready.end(bytes.content());
        } else {
            ready.end();
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
        Lease leased = lease;
        if (leased != null) {
            leased.answered();
        }
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
            BodyStream body = new BodyStream(answer, context, limit, bounds.idle(), patience, this);
            receiving = body;
            answer(new Response(request, answer.statusCode(), headers, ResponseBody.of(body, body, body::trailers)));
        }
    }

    /** RFC 9110 §7.8: from here on the connection speaks the other protocol. */
    private void switched(HttpClientResponse answer, Consumer<Outlet> taker) {
        answer.exceptionHandler(this::broke);
        BodyStream inlet = new BodyStream(answer, context, Long.MAX_VALUE, Duration.ZERO, patience, this);
        taker.accept(new SocketOutlet(answer.request().connection()));
        answer(new Response(
                request, answer.statusCode(), Wire.headers(answer.headers()), ResponseBody.of(inlet, inlet)));
    }

    /** RFC 9110 §15, §15.2. */
    private boolean isNone(int status) {
        return status > 999 || (status < 200 && !(status == 101 && outlet.isPresent()));
    }

    /** RFC 9110 §6.4.1. */
    private boolean carriesNothing(int status, Headers headers) {
        return request.method().equals(Method.HEAD)
                || status == 204
                || status == 304
                || Wire.declaredLength(headers) == 0;
    }

    /**
     * Where a failure may follow a whole answer: an answer may come before the end of its request, and behind it the
     * peer may hang up (HTTP/1.1) or reset the stream, which must not cost the answer (RFC 9113 §8.1). And Vert.x 4.5 says
     * of each stream that ends on a connection that goes away that it is closed.
     */
    private boolean mayBreakBehindItsAnswer(@Nullable Lease leased) {
        return sender != null || (leased != null && leased.isMultiplexed());
    }

    /** A peer may answer and hang up without reading on (RFC 9112 §9.6): then its answer counts. */
    private void couldNotSend(Throwable cause) {
        if (isOpen()) {
            broke(cause);
        }
    }

    private void broke(Throwable told) {
        Lease leased = lease;
        Throwable cause =
                leased == null ? told : Breakage.cause(told, leased.request().connection());
        boolean stale = leased != null && leased.isStale(cause);
        HttpFailure failure = leased != null && leased.isRefused()
                ? Failures.refused(request)
                : Failures.exchanging(cause, request, bounds.maxHeadBytes(), stale);
        BodyStream body = receiving;
        if (body != null && mayBreakBehindItsAnswer(leased)) {
            body.breaks(failure);
        } else {
            fail(failure);
        }
    }
}
