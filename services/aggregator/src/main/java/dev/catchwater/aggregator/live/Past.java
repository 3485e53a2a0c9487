package dev.catchwater.aggregator.live;

import dev.catchwater.aggregator.timeline.FeedEvent;
import dev.catchwater.aggregator.timeline.Position;
import dev.catchwater.aggregator.timeline.Reader;
import dev.catchwater.live.LiveEvent;
import dev.catchwater.live.Replay;
import dev.catchwater.live.UnknownPosition;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** What a listener missed, from the event log, unless that has been trimmed since. */
final class Past implements Replay<FeedEvent> {

    private final Reader reader;

    Past(Reader reader) {
        this.reader = reader;
    }

    @Override
    public Multi<LiveEvent<FeedEvent>> after(String id, int limit) {
        Optional<Position> from = Position.parse(id);
        if (from.isEmpty()) {
            return Multi.createFrom().failure(new UnknownPosition(id));
        }
        Position position = from.get();
        return Uni.combine()
                .all()
                .unis(reader.floor(), reader.now())
                .asTuple()
                .onItem()
                .transformToMulti(bounds -> position.compareTo(bounds.getItem1()) < 0
                                || position.xid() > bounds.getItem2().xid()
                        ? Multi.createFrom().failure(new UnknownPosition(id))
                        : read(position, limit));
    }

    private Multi<LiveEvent<FeedEvent>> read(Position position, int left) {
        return reader.eventsAfter(position, left).onItem().transformToMulti(read -> {
            Multi<LiveEvent<FeedEvent>> here =
                    Multi.createFrom().iterable(read.events()).map(Broadcast::live);
            int rest = left - read.events().size();
            return read.more() && rest > 0
                    ? Multi.createBy().concatenating().streams(here, read(read.upTo(), rest))
                    : here;
        });
    }
}
