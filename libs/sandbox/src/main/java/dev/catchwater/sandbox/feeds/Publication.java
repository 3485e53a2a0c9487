package dev.catchwater.sandbox.feeds;

import dev.catchwater.sandbox.judge.Refusal;
import dev.catchwater.sandbox.world.Draft;
import dev.catchwater.sandbox.world.Snowflakes;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a site has published: the newest 500 items, of which its feeds show the newest {@value #WINDOW}. */
final class Publication {

    /** How many items a feed shows. */
    static final int WINDOW = 30;

    private static final int KEPT = 500;

    private final Site site;
    private final Snowflakes ids = new Snowflakes();
    private final TreeMap<Long, Item> items = new TreeMap<>();
    private Instant changed;
    private long version;

    Publication(Site site, Instant founded) {
        this.site = site;
        this.changed = founded;
    }

    Site site() {
        return site;
    }

    /** When what the feeds show last changed. */
    Instant changed() {
        return changed;
    }

    /** Grows with each change. */
    long version() {
        return version;
    }

    int size() {
        return items.size();
    }

    /** What the feeds show, newest first. */
    List<Item> window() {
        return items.descendingMap().values().stream().limit(WINDOW).toList();
    }

    @Nullable
    Item item(long id) {
        return items.get(id);
    }

    long nextId(Instant at) {
        return ids.commanded(at);
    }

    void publish(Item item) {
        items.put(item.id(), item);
        if (items.size() > KEPT) {
            items.pollFirstEntry();
        }
        touch(item.published());
    }

    /** Changes an item; nothing if it is gone. Says whether it was there. */
    boolean edit(long id, Draft draft, Instant at) {
        Item changedItem = items.computeIfPresent(id, (key, item) -> item.edited(draft, at));
        if (changedItem != null) {
            touch(at);
        }
        return changedItem != null;
    }

    /** Takes an item away; says whether it was there. */
    boolean delete(long id, Instant at) {
        boolean was = items.remove(id) != null;
        if (was) {
            touch(at);
        }
        return was;
    }

    Item require(long id) {
        Item item = items.get(id);
        if (item == null) {
            throw new Refusal(404, "feeds/" + site.id() + " has no item " + id);
        }
        return item;
    }

    private void touch(Instant at) {
        version++;
        changed = at.isAfter(changed) ? at : changed;
    }
}
