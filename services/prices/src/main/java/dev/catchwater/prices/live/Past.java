package dev.catchwater.prices.live;

import dev.catchwater.live.LiveEvent;
import dev.catchwater.live.Replay;
import dev.catchwater.live.UnknownPosition;
import dev.catchwater.prices.event.Event;
import dev.catchwater.prices.event.EventLog;
import dev.catchwater.prices.event.Position;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** What a listener missed, from the event log, unless that has been trimmed since. */
final class Past implements Replay<Event> {

    private final EventLog events;

    Past(EventLog events) {
        this.events = events;
    }

    @Override
    public Multi<LiveEvent<Event>> after(String id, int limit) {
        Optional<Position> from = Position.parse(id);
        if (from.isEmpty()) {
            return Multi.createFrom().failure(new UnknownPosition(id));
        }
        Position position = from.get();
        return Uni.combine()
                .all()
                .unis(events.floor(), events.now())
                .asTuple()
                .onItem()
                .transformToMulti(bounds -> position.compareTo(bounds.getItem1()) < 0
                                || position.xid() > bounds.getItem2().xid()
                        ? Multi.createFrom().failure(new UnknownPosition(id))
                        : read(position, limit));
    }

    private Multi<LiveEvent<Event>> read(Position position, int left) {
        return events.after(position, left).onItem().transformToMulti(read -> {
            Multi<LiveEvent<Event>> here =
                    Multi.createFrom().iterable(read.events()).map(Broadcast::live);
            int rest = left - read.events().size();
            return read.more() && rest > 0
                    ? Multi.createBy().concatenating().streams(here, read(read.upTo(), rest))
                    : here;
        });
    }
}
