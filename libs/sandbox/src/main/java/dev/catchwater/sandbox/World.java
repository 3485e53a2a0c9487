package dev.catchwater.sandbox;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The world, for tests in the same process: each method waits until it has happened. */
public final class World {

    private final Universe universe;
    private final Loop loop;
    private final Journal journal;

    World(Universe universe, Loop loop, Journal journal) {
        this.universe = universe;
        this.loop = loop;
        this.journal = journal;
    }

    /** Publishes an item at a site now; answers its id. */
    public String item(String site, String title, String text) {
        return one("feeds", site, "items", new JsonObject().put("title", title).put("text", text));
    }

    /** Publishes so many items at a site now, in the words of its writers; answers their ids, oldest first. */
    public List<String> items(String site, int count) {
        return command("feeds", site, "burst", new JsonObject().put("count", count));
    }

    /** Changes a site's item. */
    public void editItem(String site, String id, String text) {
        command("feeds", site, "edit", new JsonObject().put("id", id).put("text", text));
    }

    /** Takes a site's item away. */
    public void deleteItem(String site, String id) {
        command("feeds", site, "delete", new JsonObject().put("id", id));
    }

    /** Posts on a Mastodon instance as this author; answers the id. */
    public String status(String instance, String author, String text) {
        return one(
                "mastodon",
                instance,
                "statuses",
                new JsonObject().put("author", author).put("text", text));
    }

    /** Posts so many statuses by many authors; answers their ids, oldest first. */
    public List<String> statuses(String instance, int count) {
        return command("mastodon", instance, "burst", new JsonObject().put("count", count));
    }

    /** Changes a status. */
    public void editStatus(String instance, String id, String text) {
        command("mastodon", instance, "edit", new JsonObject().put("id", id).put("text", text));
    }

    /** Deletes a status, and its boosts with it. */
    public void deleteStatus(String instance, String id) {
        command("mastodon", instance, "delete", new JsonObject().put("id", id));
    }

    /** Boosts a status as this author; answers the boost's id. */
    public String boost(String instance, String author, String id) {
        return one(
                "mastodon",
                instance,
                "boost",
                new JsonObject().put("author", author).put("id", id));
    }

    /**
     * Does what {@code POST /_sandbox/<realm>/<place>/<op>} does.
     *
     * @return the ids of what was made or changed
     * @throws dev.catchwater.sandbox.judge.Refusal if it cannot be done
     */
    public List<String> command(String realm, String place, String op, JsonObject args) {
        return loop.call(() -> {
            Journal.Line line = universe.obey(realm, place, op, args);
            journal.write(line);
            return line.ids();
        });
    }

    /** Lets the world's time stand still. */
    public void pause() {
        loop.call(() -> {
            universe.tick();
            universe.clock().pause();
            return true;
        });
    }

    /** Lets the world's time run again. */
    public void resume() {
        loop.call(() -> {
            universe.clock().resume();
            return true;
        });
    }

    /** Pushes the world's time ahead by at most a day; what is due by then has happened when it returns. */
    public Instant advance(Duration by) {
        return loop.call(() -> {
            universe.advance(by);
            return universe.clock().instant();
        });
    }

    private String one(String realm, String place, String op, JsonObject args) {
        return command(realm, place, op, args).getFirst();
    }
}
