package dev.catchwater.sandbox.shops;

import dev.catchwater.sandbox.judge.Allowance;
import dev.catchwater.sandbox.judge.Answer;
import dev.catchwater.sandbox.judge.Budgets;
import dev.catchwater.sandbox.judge.Command;
import dev.catchwater.sandbox.judge.Gate;
import dev.catchwater.sandbox.judge.Realm;
import dev.catchwater.sandbox.judge.Refusal;
import dev.catchwater.sandbox.judge.Upstream;
import dev.catchwater.sandbox.world.Agenda;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The realm of shops. All stand on one origin and so share one {@code /robots.txt}, the one path outside the realm's own:
 * it forbids baskets and {@code internal/}, where hidden links lead. A shop counts who asks before the end of a wait.
 */
public final class Shops implements Realm {

    private final Supplier<String> base;
    private final Budgets budgets;
    private final InstantSource clock;
    private final Map<String, Shop> shops = new LinkedHashMap<>();
    private final Manners manners;

    /**
     * @param base the sandbox's own address, without a slash at the end; known once it listens
     * @param clock the time on the wire
     * @param founded the beginning of the world
     */
    public Shops(Supplier<String> base, Budgets budgets, InstantSource clock, Instant founded) {
        this.base = base;
        this.budgets = budgets;
        this.clock = clock;
        this.manners = new Manners(clock);
        add(new Shop("kettle-house", "Kettle House", Markup.JSON_LD, "EUR", 1, List.of(), founded));
        add(new Shop("hausrat", "Hausrat Huber", Markup.NONE, "EUR", 0.97, List.of(), founded));
        add(new Shop("marktplatz", "Marktplatz", Markup.MICRODATA, "EUR", 1.08, List.of(), founded));
        add(new Shop(
                "bargain-barn",
                "Bargain Barn",
                Markup.OPEN_GRAPH,
                "USD",
                1.1,
                List.of("kettle", "toaster", "cola"),
                founded));
        add(new Shop(
                "fadenwerk",
                "Fadenwerk",
                Markup.JSON_LD,
                "EUR",
                1,
                Goods.SHIRTS.stream().map(Goods::id).toList(),
                founded));
    }

    private void add(Shop shop) {
        shops.put(shop.id, shop);
    }

    @Override
    public String name() {
        return "shops";
    }

    @Override
    public List<Upstream> upstreams() {
        return shops.values().stream()
                .map(shop -> new Upstream(
                        "shops/" + shop.id,
                        shop.title,
                        List.of(
                                "/shops/" + shop.id + "/",
                                "/shops/" + shop.id + "/sitemap.xml",
                                "/shops/" + shop.id + "/p/kettle"),
                        shop.size(),
                        0))
                .toList();
    }

    @Override
    public List<Agenda.Script> scripts() {
        return List.of();
    }

    @Override
    public void mount(Router router) {
        router.get("/robots.txt").handler(manners);
        router.get("/shops/*").handler(manners);
        router.get("/robots.txt").handler(ctx -> Answer.text(ctx, 200, "text/plain; charset=utf-8", robots()));
        for (Shop shop : shops.values()) {
            String root = "/shops/" + shop.id;
            router.get(root + "/internal/*").handler(ctx -> trespass(ctx, shop));
            router.get(root + "/basket").handler(ctx -> trespass(ctx, shop));
            open(router, root + "/sitemap.xml", shop, ctx -> sitemap(ctx, shop));
            open(router, root + "/", shop, ctx -> html(ctx, ShopPages.home(shop)));
            open(router, root + "/p/:id", shop, ctx -> product(ctx, shop));
            lists(router, root, shop);
        }
    }

    /** What shops make for machines: all have a feed, Fadenwerk runs on Shopify and Hausrat on WooCommerce. */
    private void lists(Router router, String root, Shop shop) {
        open(router, root + "/feed.xml", shop, ctx -> {
            String feed = MerchantFeed.rss(shop, tag -> address(shop, tag));
            Answer.text(ctx, 200, "application/xml; charset=utf-8", feed);
        });
        open(router, root + "/feed.tsv", shop, ctx -> {
            String feed = MerchantFeed.table(shop, tag -> address(shop, tag));
            Answer.text(ctx, 200, "text/tab-separated-values; charset=utf-8", feed);
        });
        if (shop.id.equals("fadenwerk")) {
            open(
                    router,
                    root + "/products.json",
                    shop,
                    ctx -> json(ctx, ShopApis.shopify(shop, number(ctx, "page", 1), number(ctx, "limit", 30))));
            open(router, root + "/products/:handle", shop, ctx -> family(ctx, shop));
        }
        if (shop.id.equals("hausrat")) {
            open(router, root + "/wp-json/wc/store/v1/products", shop, ctx -> {
                int limit = number(ctx, "per_page", 10);
                json(ctx, ShopApis.woo(shop, number(ctx, "page", 1), limit, tag -> address(shop, tag)));
            });
        }
    }

    private void open(Router router, String path, Shop shop, Consumer<RoutingContext> page) {
        router.get(path).handler(ctx -> guarded(ctx, shop, page));
    }

    private void family(RoutingContext ctx, Shop shop) {
        List<Shop.Tag> tags = FamilyPage.tags(shop, ctx.pathParam("handle"));
        if (tags.isEmpty()) {
            Answer.text(ctx, 404, "text/html; charset=utf-8", "<title>Not found</title>");
            return;
        }
        String address = base.get() + "/shops/" + shop.id + "/products/" + ctx.pathParam("handle");
        String variant = ctx.request().getParam("variant", "");
        html(ctx, FamilyPage.of(shop, tags, variant, address));
    }

    private static void json(RoutingContext ctx, String body) {
        Answer.text(ctx, 200, "application/json; charset=utf-8", body);
    }

    private static int number(RoutingContext ctx, String name, int otherwise) {
        String text = ctx.request().getParam(name, "");
        return text.matches("[0-9]{1,3}") ? Math.max(1, Integer.parseInt(text)) : otherwise;
    }

    private String robots() {
        String rules = shops.keySet().stream()
                .map(id -> "Disallow: /shops/" + id + "/internal/\nDisallow: /shops/" + id + "/basket\n")
                .collect(Collectors.joining());
        String maps = shops.keySet().stream()
                .map(id -> "Sitemap: " + base.get() + "/shops/" + id + "/sitemap.xml\n")
                .collect(Collectors.joining());
        return "User-agent: *\n" + rules + "\n" + maps;
    }

    private static void trespass(RoutingContext ctx, Shop shop) {
        shop.trespassed();
        Answer.text(ctx, 200, "text/html; charset=utf-8", "<title>internal</title>");
    }

    private void guarded(RoutingContext ctx, Shop shop, Consumer<RoutingContext> page) {
        Instant now = clock.instant();
        shop.seen(now);
        if (shop.wall != 0) {
            ctx.response().putHeader("cf-mitigated", "challenge");
            Answer.text(
                    ctx,
                    shop.wall,
                    "text/html; charset=utf-8",
                    "<title>Just a moment...</title><h1>Checking your browser</h1>");
            return;
        }
        if (shop.limit > 0) {
            var standing = budgets.spend(
                    "shops/" + shop.id, new Allowance("pages", shop.limit, Duration.ofMinutes(1)), "everybody");
            if (standing.refused()) {
                Duration wait = Duration.ofSeconds(
                        Duration.between(now, standing.reset()).toSeconds() + 1);
                shop.told(now, wait);
                ctx.response().putHeader(HttpHeaders.RETRY_AFTER, Long.toString(wait.toSeconds()));
                Answer.text(ctx, 429, "text/html; charset=utf-8", "<title>Too many requests</title>");
                return;
            }
        }
        page.accept(ctx);
    }

    private void product(RoutingContext ctx, Shop shop) {
        Shop.Tag tag = shop.tag(ctx.pathParam("id")).orElse(null);
        if (tag == null) {
            Answer.text(ctx, 404, "text/html; charset=utf-8", "<title>Not found</title>");
            return;
        }
        if (!tag.robots.isEmpty()) {
            ctx.response().putHeader("X-Robots-Tag", tag.robots);
        }
        if (!tag.leadsTo.isEmpty()) {
            ctx.response().putHeader(HttpHeaders.LOCATION, tag.leadsTo);
            Answer.text(ctx, tag.leadsBy, "text/html; charset=utf-8", "<title>Moved</title>");
            return;
        }
        String etag = "\"" + shop.id + "-" + tag.goods.id() + "-" + tag.version + "\"";
        ctx.response().putHeader(HttpHeaders.ETAG, etag);
        ctx.response().putHeader(HttpHeaders.LAST_MODIFIED, Gate.httpDate(tag.changed));
        if (etag.equals(ctx.request().getHeader(HttpHeaders.IF_NONE_MATCH))) {
            Answer.text(ctx, 304, "text/html; charset=utf-8", "");
            return;
        }
        html(ctx, ShopPages.product(shop, tag, address(shop, tag)));
    }

    private static void html(RoutingContext ctx, String page) {
        Answer.text(ctx, 200, "text/html; charset=utf-8", page);
    }

    private String address(Shop shop, Shop.Tag tag) {
        if (tag.goods.family() != null) {
            return base.get() + "/shops/" + shop.id + "/products/" + ShopApis.handle(tag) + "?variant="
                    + ShopApis.number(shop, tag);
        }
        return base.get() + "/shops/" + shop.id + "/p/" + tag.goods.id();
    }

    private void sitemap(RoutingContext ctx, Shop shop) {
        StringBuilder map = new StringBuilder("""
                <?xml version="1.0" encoding="UTF-8"?>
                <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
                """);
        shop.tags()
                .forEach(tag -> map.append("<url><loc>")
                        .append(address(shop, tag))
                        .append("</loc><lastmod>")
                        .append(tag.changed.truncatedTo(ChronoUnit.SECONDS))
                        .append("</lastmod></url>\n"));
        Answer.text(
                ctx,
                200,
                "application/xml; charset=utf-8",
                map.append("</urlset>\n").toString());
    }

    @Override
    public List<String> obey(Command command) {
        Shop shop = shops.get(command.place());
        if (shop == null) {
            throw new Refusal(404, "no shop is called " + command.place());
        }
        return command.op().equals("manners") ? manners.told() : Orders.obey(shop, command);
    }
}
