package dev.catchwater.prices;

import dev.catchwater.sandbox.Sandbox;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

/** Shops whose prices change by chance, and what each page has asked so far. */
final class Market {

    static final List<String> SHOPS = List.of("kettle-house", "marktplatz");
    private static final List<String> THINGS = List.of("kettle", "lamp");

    private record Place(Sandbox host, String shop, String thing) {}

    private final SplittableRandom dice;
    private final Map<String, Place> places = new LinkedHashMap<>();
    private final Map<String, List<Integer>> asked = new LinkedHashMap<>();
    private final List<Sandbox> hosts;
    private volatile boolean over;
    private volatile Thread changing = Thread.currentThread();

    Market(List<Sandbox> hosts, SplittableRandom dice) {
        this.hosts = hosts;
        this.dice = dice;
        for (Sandbox host : hosts) {
            for (String shop : SHOPS) {
                for (String thing : THINGS) {
                    String url = Shopping.base(host, shop) + "p/" + thing;
                    places.put(url, new Place(host, shop, thing));
                    asked.put(url, Collections.synchronizedList(new ArrayList<>()));
                    change(url);
                }
            }
        }
    }

    List<Sandbox> hosts() {
        return hosts;
    }

    List<String> pages() {
        return List.copyOf(places.keySet());
    }

    /** What a page has asked, in cents, one after the other; the last is what it asks now. */
    List<Integer> asked(String page) {
        return List.copyOf(asked.get(page));
    }

    void open() {
        changing = Thread.ofVirtual().start(() -> {
            while (!over) {
                change(pages().get(dice.nextInt(places.size())));
                LockSupport.parkNanos(150_000_000);
            }
        });
    }

    // First noted: what is read of the page then is always known here.
    private void change(String page) {
        Place place = places.get(page);
        int cents = dice.nextInt(1_000, 2_000);
        asked.get(page).add(cents);
        Shopping.price(place.host, place.shop, place.thing, cents);
    }

    /** Prices stay as they are from now on. */
    void close() throws InterruptedException {
        over = true;
        changing.join();
    }
}
