package dev.catchwater.edge.flow;

import dev.catchwater.edge.Served;
import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.Outlet;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import io.smallrye.mutiny.subscription.MultiSubscriber;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.NetSocket;
import java.util.Optional;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** A connection that has switched to WebSocket (RFC 9110 §7.8): bytes both ways, each at the other end's pace. */
final class Tunnel {
    private final Visit visit;
    private @Nullable Outlet outlet;

    Tunnel(Visit visit) {
        this.visit = visit;
    }

    Request wanted(Request request) {
        return request.with(Outlet.WANTED, Optional.of(out -> outlet = out));
    }

    void answered(Response answer) {
        Outlet out = outlet;
        if (answer.status() != 101 || out == null) {
            Deliver.response(visit, answer);
            return;
        }
        HttpServerResponse response = visit.request().response();
        response.setStatusCode(101);
        Headers fields = answer.headers().requireSendable();
        fields.forEach((name, value) -> response.headers().add(name, value));
        String member = Deliver.past(visit.plant().knobs().node());
        response.headers().add("Cache-Status", member);
        visit.answered(Served.How.PASS, 101, member);
        visit.request()
                .toNetSocket()
                .onSuccess(socket -> join(socket, out, answer))
                .onFailure(broken -> {
                    answer.body().cancel();
                    visit.ended();
                });
    }

    private void join(NetSocket socket, Outlet out, Response answer) {
        socket.handler(bytes -> {
            socket.pause();
            out.write(bytes).thenRun(socket::resume);
        });
        socket.closeHandler(closed -> {
            answer.body().cancel();
            visit.ended();
        });
        answer.body().stream().subscribe().withSubscriber(new Inward(socket));
    }

    private final class Inward implements MultiSubscriber<Buffer> {
        private final NetSocket socket;
        private Flow.@Nullable Subscription upstream;

        Inward(NetSocket socket) {
            this.socket = socket;
        }

        private void more() {
            Flow.Subscription asked = upstream;
            if (asked != null) {
                asked.request(1);
            }
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            upstream = subscription;
            more();
        }

        @Override
        public void onItem(Buffer bytes) {
            visit.sent(bytes.length());
            socket.write(bytes);
            if (socket.writeQueueFull()) {
                socket.drainHandler(drained -> more());
            } else {
                more();
            }
        }

        @Override
        public void onFailure(Throwable failure) {
            socket.close();
        }

        @Override
        public void onCompletion() {
            socket.close();
        }
    }
}
