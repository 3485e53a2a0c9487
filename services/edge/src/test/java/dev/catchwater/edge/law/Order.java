package dev.catchwater.edge.law;

import java.util.SplittableRandom;
import java.util.function.Predicate;

/** A purge as it is asked for, and what it covers by the words of the law. */
record Order(String kind, String what, boolean hard, Predicate<Page> covers) {
    /** One in so many is for all, and one for a host: what is always purged is never stored. */
    private static final int ROUND = 60;

    /** The next of one purger. */
    static Order next(int number, SplittableRandom dice, Page page, int port) {
        boolean even = number / ROUND % 2 == 0;
        String host = page.host();
        return switch (number % ROUND) {
            case ROUND / 3 ->
                new Order("host", quoted(host), even, other -> other.host().equals(host));
            case ROUND / 2 -> new Order("all", "true", even, other -> true);
            default -> narrow(dice.nextInt(40), dice.nextBoolean(), page, "http://" + host + ":" + port);
        };
    }

    private static Order narrow(int kind, boolean hard, Page page, String site) {
        Predicate<Page> near = other -> other.host().equals(page.host()) && other.section() == page.section();
        if (kind < 28) {
            return new Order("url", quoted(site + page.path()), hard, page::equals);
        } else if (kind < 32) {
            return new Order("tag", quoted(page.cacheTag()), hard, other -> other.mix() == page.mix());
        } else if (kind < 33) {
            String tag = "chapter-" + page.chapter();
            return new Order("tag", quoted(tag), hard, other -> other.chapter() == page.chapter());
        } else if (kind < 38) {
            String prefix = site + "/s" + page.section() + "/c" + page.chapter();
            return new Order("prefix", quoted(prefix), hard, near.and(other -> other.chapter() == page.chapter()));
        }
        return new Order("prefix", quoted(site + "/s" + page.section()), hard, near);
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }

    String json() {
        return "{\"" + kind + "\":" + what + ",\"mode\":\"" + (hard ? "hard" : "soft") + "\"}";
    }
}
