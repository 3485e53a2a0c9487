package dev.catchwater.fairlead.websocket;

import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.Timers;
import io.smallrye.mutiny.Uni;
import java.util.concurrent.Executor;

/** The gate of one connection, until it is open. Lives on one event loop. */
final class Opening {
    /** What the session does about it. */
    interface Owner {
        void opened();

        /** It did not open, or what is to be said could not be made or sent. */
        void failed(Throwable thrown);

        /** The peer will not have us. */
        void refused();
    }

    private final Gate gate;
    private final String origin;
    private final Sender sender;
    private final Executor loop;
    private final Owner owner;
    private final Timers.Timer limit;
    private boolean over;

    Opening(Gate gate, String origin, Sender sender, Timers timers, Executor loop, Owner owner) {
        this.gate = gate;
        this.origin = origin;
        this.sender = sender;
        this.loop = loop;
        this.owner = owner;
        this.limit = timers.after(gate.within(), () -> loop.execute(this::late));
    }

    void begin() {
        Uni.createFrom()
                .deferred(gate.hello()::get)
                .subscribe()
                .with(hello -> hello.ifPresent(this::say), this::failed);
    }

    void heard(WebSocketMessage message) {
        if (over) {
            return;
        }
        switch (gate.reply().apply(message)) {
            case Gate.Reply.Unrelated nothing -> {}
            case Gate.Reply.Say(Uni<WebSocketMessage> answer) ->
                answer.subscribe().with(this::say, this::failed);
            case Gate.Reply.Open yes -> {
                end();
                owner.opened();
            }
            case Gate.Reply.Refuse no -> {
                end();
                owner.refused();
            }
        }
    }

    private void say(WebSocketMessage message) {
        loop.execute(() -> {
            if (!over) {
                sender.sendAnyway(message).whenComplete((done, thrown) -> {
                    if (thrown != null) {
                        failed(thrown);
                    }
                });
            }
        });
    }

    private void late() {
        failed(new HttpFailure.Disconnected(origin, "its gate was not open within " + gate.within()).asException());
    }

    private void failed(Throwable thrown) {
        loop.execute(() -> {
            if (!over) {
                end();
                owner.failed(thrown);
            }
        });
    }

    void end() {
        over = true;
        limit.cancel();
    }
}
