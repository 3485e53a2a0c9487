package dev.catchwater.sandbox.shops;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A shop: what it charges, how it keeps crawlers at bay, and what it has seen of them. */
final class Shop {

    /** What a crawler did that it was asked not to do. */
    record Judgement(int requests, int early, int trespasses) {}

    /** What one thing costs here. */
    static final class Tag {
        final Goods goods;
        int cents;

        @Nullable
        Integer listCents;

        boolean available = true;
        /** What it asks of crawlers in X-Robots-Tag; empty for nothing. */
        String robots = "";
        /** The address it leads to, and with which status; empty for nowhere. */
        String leadsTo = "";

        int leadsBy;
        Instant changed;
        int version;

        Tag(Goods goods, int cents, Instant changed) {
            this.goods = goods;
            this.cents = cents;
            this.changed = changed;
        }

        void touch(Instant at) {
            changed = at;
            version++;
        }
    }

    final String id;
    final String title;
    final Markup markup;
    final String currency;
    private final Map<String, Tag> tags = new LinkedHashMap<>();
    /** 0: open; else the status of the wall that everybody meets. */
    int wall;
    /** What sending costs, as the shop's feed tells. */
    int sending = 490;

    /** Pages a minute; 0 for no limit. */
    int limit;

    private Instant shutTill = Instant.MIN;
    private int requests;
    private int early;
    private int trespasses;

    Shop(String id, String title, Markup markup, String currency, double factor, List<String> sells, Instant founded) {
        this.id = id;
        this.title = title;
        this.markup = markup;
        this.currency = currency;
        Stream.concat(Goods.ALL.stream(), Goods.SHIRTS.stream())
                .filter(goods -> sells.isEmpty() ? goods.family() == null : sells.contains(goods.id()))
                .forEach(goods ->
                        tags.put(goods.id(), new Tag(goods, (int) Math.round(goods.cents() * factor), founded)));
    }

    Iterable<Tag> tags() {
        return tags.values();
    }

    int size() {
        return tags.size();
    }

    Optional<Tag> tag(String goods) {
        return Optional.ofNullable(tags.get(goods));
    }

    /** A request for a page, before it is answered. */
    void seen(Instant at) {
        requests++;
        early += at.isBefore(shutTill) ? 1 : 0;
    }

    void trespassed() {
        trespasses++;
    }

    /** A crawler was told to wait. */
    void told(Instant at, Duration wait) {
        Instant then = at.plus(wait);
        shutTill = then.isAfter(shutTill) ? then : shutTill;
    }

    Judgement judgement() {
        return new Judgement(requests, early, trespasses);
    }
}
