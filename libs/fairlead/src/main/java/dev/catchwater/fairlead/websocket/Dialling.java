package dev.catchwater.fairlead.websocket;

import dev.catchwater.fairlead.HttpException;
import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.Next;
import dev.catchwater.fairlead.Outlet;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.ResponseBody;
import dev.catchwater.fairlead.Timers;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Makes the connections of a session: an opening handshake, and what speaks over its outcome. */
final class Dialling {
    /** What many servers take by default. */
    private static final int MAX_SENT_FRAME_BYTES = 64 * 1024;

    /**
     * A connection that has not begun to read.
     *
     * @param body what it is to read
     */
    record Made(Connection connection, String origin, String subprotocol, ResponseBody body) {}

    private final Next client;
    private final Uni<Request> request;
    private final WebSocketPolicy policy;
    private final Timers timers;
    private final RandomGenerator random;
    private final Executor loop;
    private final Connection.Owner owner;

    Dialling(
            Next client,
            Uni<Request> request,
            WebSocketPolicy policy,
            Timers timers,
            RandomGenerator random,
            Executor loop,
            Connection.Owner owner) {
        this.client = client;
        this.request = request;
        this.policy = policy;
        this.timers = timers;
        this.random = random;
        this.loop = loop;
        this.owner = owner;
    }

    /** Dials once; what comes of it comes on the event loop. */
    Cancellable dial(Consumer<Made> connected, Consumer<Throwable> failed) {
        Handshake handshake = new Handshake(policy, random);
        AtomicReference<@Nullable Outlet> outlet = new AtomicReference<>();
        return request.flatMap(ask -> client.proceed(handshake.ask(ask, outlet::set)))
                .subscribe()
                .with(
                        response -> loop.execute(() -> answered(response, handshake, outlet.get(), connected, failed)),
                        thrown -> loop.execute(() -> failed.accept(thrown)));
    }

    private void answered(
            Response response,
            Handshake handshake,
            @Nullable Outlet outlet,
            Consumer<Made> connected,
            Consumer<Throwable> failed) {
        Made made;
        try {
            Handshake.Agreement agreement = handshake.check(response);
            if (outlet == null) {
                throw new HttpFailure.InvalidRequest("the client below does not switch protocols").asException();
            }
            made = made(response, agreement, outlet);
        } catch (HttpException unfit) {
            response.body().cancel();
            failed.accept(unfit);
            return;
        }
        connected.accept(made);
    }

    private Made made(Response response, Handshake.Agreement agreement, Outlet outlet) {
        String origin = response.request().origin();
        WebSocketBounds bounds = policy.bounds();
        Inflation inflation = agreement.deflate() ? new Inflation(bounds, agreement.keepsContext()) : null;
        Deflation deflation = agreement.ours() ? new Deflation(policy.compressFrom(), agreement.weKeepContext()) : null;
        FrameEncoder encoder = new FrameEncoder(MAX_SENT_FRAME_BYTES, random);
        Sender sender = new Sender(origin, outlet, encoder, deflation, policy, timers, loop);
        Connection connection = new Connection(
                origin,
                loop,
                bounds,
                new Assembler(bounds, inflation),
                sender,
                new Heartbeat(policy, timers, sender),
                owner);
        return new Made(connection, origin, agreement.subprotocol(), response.body());
    }
}
