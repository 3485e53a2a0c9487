package dev.catchwater.e2e.stack;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.net.URI;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The control paths of the pretend internet.
 *
 * @param base its address, without a slash at the end
 */
public record Sandbox(URI base) {

    /** The address of a site's feed. @param site such as {@code gazette} */
    public URI feed(String site) {
        return base.resolve("/feeds/" + site + "/rss.xml");
    }

    /** Publishes an item at a site now. @return its id there */
    public String publishItem(String site, String title, String text) {
        return first(post("/_sandbox/feeds/" + site + "/items", Map.of("title", title, "text", text)));
    }

    /** Posts on a Mastodon instance now. @return the status' id there */
    public String publishStatus(String instance, String author, String text) {
        return first(post("/_sandbox/mastodon/" + instance + "/statuses", Map.of("author", author, "text", text)));
    }

    /** Changes a status. */
    public void editStatus(String instance, String id, String text) {
        post("/_sandbox/mastodon/" + instance + "/edit", Map.of("id", id, "text", text));
    }

    /** Deletes a status. */
    public void deleteStatus(String instance, String id) {
        post("/_sandbox/mastodon/" + instance + "/delete", Map.of("id", id));
    }

    /** Sets what a shop asks for a thing, in cents. */
    public void setPrice(String shop, String thing, int cents) {
        post("/_sandbox/shops/" + shop + "/price", Map.of("id", thing, "cents", cents));
    }

    /** Commands the weather, such as {@code nws} to {@code alerts}. @return the id of what was made or changed */
    public String weather(String place, String op, Map<String, ?> args) {
        return first(post("/_sandbox/weather/" + place + "/" + op, args));
    }

    /** Changes an article of the newspaper that stands behind the edge. */
    public void editArticle(int id) {
        post("/_sandbox/origins/press/edit", Map.of("id", id));
    }

    /** Answers every new request to an upstream with 503; streams that are open stay open. */
    public void refuse(String upstream) {
        post("/_sandbox/faults", Map.of("upstream", upstream, "kind", "status", "status", 503));
    }

    /** Ends all faults. */
    public void recover() {
        Json.delete(base.resolve("/_sandbox/faults"));
    }

    /** How many streams of an upstream are open. */
    public int streams(String upstream) {
        return upstreamList()
                .map(JsonElement::getAsJsonObject)
                .filter(found -> found.get("name").getAsString().equals(upstream))
                .mapToInt(found -> found.get("streams").getAsInt())
                .sum();
    }

    /** How many upstreams it pretends to be. */
    public int upstreams() {
        return (int) upstreamList().count();
    }

    private Stream<JsonElement> upstreamList() {
        return Json.get(base.resolve("/_sandbox/upstreams")).getAsJsonArray("upstreams").asList().stream();
    }

    private static String first(JsonObject made) {
        return made.getAsJsonArray("ids").get(0).getAsString();
    }

    private JsonObject post(String path, Map<String, ?> body) {
        return Json.post(base.resolve(path), body);
    }
}
