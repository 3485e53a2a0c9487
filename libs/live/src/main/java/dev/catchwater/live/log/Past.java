package dev.catchwater.live.log;

import dev.catchwater.live.LiveEvent;
import dev.catchwater.live.Replay;
import dev.catchwater.live.UnknownPosition;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** What a listener missed, from the event log, unless that has been trimmed since. */
final class Past<E extends Logged> implements Replay<E> {

    private final EventLog<E> log;

    Past(EventLog<E> log) {
        this.log = log;
    }

    @Override
    public Multi<LiveEvent<E>> after(String id, int limit) {
        Optional<Position> from = Position.parse(id);
        if (from.isEmpty()) {
            return Multi.createFrom().failure(new UnknownPosition(id));
        }
        Position position = from.get();
        return Uni.combine()
                .all()
                .unis(log.floor(), log.now())
                .asTuple()
                .onItem()
                .transformToMulti(bounds -> position.compareTo(bounds.getItem1()) < 0
                                || position.xid() > bounds.getItem2().xid()
                        ? Multi.createFrom().failure(new UnknownPosition(id))
                        : read(position, limit));
    }

    private Multi<LiveEvent<E>> read(Position position, int left) {
        return log.after(position, left).onItem().transformToMulti(read -> {
            Multi<LiveEvent<E>> here =
                    Multi.createFrom().iterable(read.events()).map(Broadcast::live);
            int rest = left - read.events().size();
            return read.more() && rest > 0
                    ? Multi.createBy().concatenating().streams(here, read(read.upTo(), rest))
                    : here;
        });
    }
}
