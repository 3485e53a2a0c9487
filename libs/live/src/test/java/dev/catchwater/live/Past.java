package dev.catchwater.live;

import io.smallrye.mutiny.Multi;
import java.util.concurrent.ConcurrentSkipListMap;

/** A store in memory: the number of an event is its id. */
final class Past {
    private final ConcurrentSkipListMap<Long, LiveEvent<String>> events = new ConcurrentSkipListMap<>();
    private volatile long floor;

    LiveEvent<String> add(long id, String body) {
        var event = new LiveEvent<>(Long.toString(id), "post", body);
        events.put(id, event);
        return event;
    }

    void forgetUpTo(long id) {
        floor = id;
        events.headMap(id, true).clear();
    }

    Multi<LiveEvent<String>> after(String id, int limit) {
        return Multi.createFrom().deferred(() -> {
            var newest = events.isEmpty() ? floor : events.lastKey();
            if (!id.matches("[0-9]{1,18}") || Long.parseLong(id) < floor || Long.parseLong(id) > newest) {
                return Multi.createFrom().failure(new UnknownPosition(id));
            }
            return Multi.createFrom()
                    .items(events.tailMap(Long.parseLong(id), false).values().stream().limit(limit).toList().stream());
        });
    }
}
