package dev.catchwater.edge.flow;

import dev.catchwater.fairlead.ResponseBody;
import io.smallrye.mutiny.subscription.MultiSubscriber;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** A body on its way to a client: the next piece is asked for when the connection has room for it. */
final class Outflow implements MultiSubscriber<Buffer> {
    /** RFC 9110 §6.5.1: what would change how the message is read, or who may see it. */
    private static final Set<String> NO_TRAILERS = Set.of(
            "content-length",
            "transfer-encoding",
            "host",
            "cache-control",
            "set-cookie",
            "authorization",
            "content-encoding",
            "content-type",
            "content-range",
            "trailer",
            "connection");

    private final Visit visit;
    private final HttpServerResponse out;
    private final ResponseBody body;
    private final Stall stall;
    private Flow.@Nullable Subscription upstream;

    Outflow(Visit visit, ResponseBody body) {
        this.visit = visit;
        this.out = visit.request().response();
        this.body = body;
        this.stall = new Stall(visit);
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        upstream = subscription;
        more();
    }

    private void more() {
        Flow.Subscription asked = upstream;
        if (asked == null) {
            return;
        }
        if (visit.isOver()) {
            asked.cancel();
        } else {
            asked.request(1);
        }
    }

    @Override
    public void onItem(Buffer chunk) {
        if (visit.isOver()) {
            more();
            return;
        }
        visit.sent(chunk.length());
        if (chunk.length() > 0) {
            out.write(chunk, null);
        }
        if (out.writeQueueFull()) {
            stall.begin();
            out.drainHandler(drained -> {
                stall.end();
                more();
            });
        } else {
            more();
        }
    }

    @Override
    public void onFailure(Throwable failure) {
        stall.end();
        if (!visit.isOver()) {
            Deliver.breakOff(visit);
        }
    }

    @Override
    public void onCompletion() {
        stall.end();
        if (visit.isOver()) {
            return;
        }
        if (takesTrailers()) {
            body.trailers().forEach((name, value) -> {
                if (!NO_TRAILERS.contains(name.toLowerCase(Locale.ROOT))) {
                    out.trailers().add(name, value);
                }
            });
        }
        out.end();
        Deliver.ended(visit);
    }

    /** RFC 9110 §6.5.1: who does not ask for them may not expect them; in HTTP/2 they are no trouble to anybody. */
    private boolean takesTrailers() {
        return visit.request().version() == HttpVersion.HTTP_2
                || (out.isChunked()
                        && visit.request().headers().getAll("TE").stream()
                                .anyMatch(line -> line.toLowerCase(Locale.ROOT).contains("trailers")));
    }
}
