package dev.catchwater.local.start;

import java.net.URI;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the prices service watches in a new installation: pages, a feed and an API of the sandbox's shops. */
final class Comparing {

    private Comparing() {}

    static Map<String, String> locally(URI sandbox) {
        String shops = sandbox + "/shops/";
        String seeds = Stream.of(
                        "sitemap|kettle-house|sitemap.xml|Kettle House",
                        "feed|marktplatz|feed.xml|Marktplatz",
                        "product|hausrat|p/kettle|Hausrat Huber",
                        "feed|bargain-barn|feed.tsv|Bargain Barn",
                        "shopify|fadenwerk|products.json?limit=250&currency=EUR|Fadenwerk")
                .map(seed -> seed(seed.split("\\|", -1), shops))
                .collect(Collectors.joining(","));
        return Map.of(
                "FAIRLEAD_SHOPS_GUARD_ALLOW",
                sandbox.getAuthority(),
                "CATCHWATER_PRICES_SEED_PAGES",
                seeds,
                // All shops stand on one host here, which would share one page in five seconds among them.
                "CATCHWATER_PRICES_PACE_START",
                "4",
                "CATCHWATER_PRICES_PACE_MOST",
                "4",
                "CATCHWATER_PRICES_RECHECK_SHORTEST",
                "20s",
                "CATCHWATER_PRICES_RECHECK_LONGEST",
                "2m");
    }

    private static String seed(String[] parts, String shops) {
        String shop = shops + parts[1] + "/";
        return parts[0] + "|" + shop + parts[2] + "|" + parts[3] + "|" + shop;
    }
}
