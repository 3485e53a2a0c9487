package dev.catchwater.sandbox.feeds;

import dev.catchwater.sandbox.judge.Answer;
import dev.catchwater.sandbox.judge.Command;
import dev.catchwater.sandbox.judge.Realm;
import dev.catchwater.sandbox.judge.Upstream;
import dev.catchwater.sandbox.world.Agenda;
import dev.catchwater.sandbox.world.Cast;
import dev.catchwater.sandbox.world.Persona;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The realm of feeds: five sites that publish well, and {@link HostileSites} that do not. */
public final class Feeds implements Realm {

    private final Supplier<String> base;
    private final Map<String, Publication> publications = new LinkedHashMap<>();
    private final Map<String, Map<Format, Rendition>> renditions = new LinkedHashMap<>();
    private final HostileSites hostile = new HostileSites();
    private final Newsroom newsroom;

    /**
     * @param base the sandbox's own address, without a slash at the end; known once it listens
     * @param pace factor on how often sites publish by themselves; 0 keeps them silent
     * @param founded the beginning of the world
     */
    public Feeds(Supplier<String> base, long seed, double pace, Instant founded) {
        this.base = base;
        for (Site site : Site.ALL) {
            publications.put(site.id(), new Publication(site, founded));
            renditions.put(site.id(), new EnumMap<>(Format.class));
        }
        this.newsroom = new Newsroom(publications, seed, pace);
    }

    @Override
    public String name() {
        return "feeds";
    }

    @Override
    public List<Upstream> upstreams() {
        var all = new ArrayList<Upstream>();
        publications.forEach((id, publication) -> all.add(new Upstream(
                "feeds/" + id,
                publication.site().title(),
                List.of("/feeds/" + id + "/", path(id, Format.RSS), path(id, Format.ATOM), path(id, Format.JSON)),
                publication.size(),
                0)));
        all.addAll(hostile.upstreams());
        return List.copyOf(all);
    }

    @Override
    public List<Agenda.Script> scripts() {
        return newsroom.scripts();
    }

    @Override
    public List<String> obey(Command command) {
        return newsroom.obey(command);
    }

    @Override
    public void mount(Router router) {
        for (Publication publication : publications.values()) {
            String id = publication.site().id();
            for (Format format : Format.values()) {
                route(
                        router,
                        path(id, format),
                        ctx -> rendition(publication, format).answer(ctx));
            }
            route(router, "/feeds/" + id + "/", ctx -> page(ctx, FeedPages.home(publication, base.get())));
            route(router, "/feeds/" + id, ctx -> {
                ctx.response().putHeader(HttpHeaders.LOCATION, "/feeds/" + id + "/");
                Answer.text(ctx, 301, "text/plain", "");
            });
            route(router, "/feeds/" + id + "/items/:id", ctx -> item(ctx, publication));
        }
        for (Persona person : Cast.people()) {
            route(router, "/feeds/-/portraits/" + person.handle() + ".svg", ctx -> {
                ctx.response().putHeader(HttpHeaders.CACHE_CONTROL, "max-age=86400");
                Answer.text(ctx, 200, "image/svg+xml", person.portrait());
            });
        }
        hostile.mount(router);
    }

    private Rendition rendition(Publication publication, Format format) {
        Map<Format, Rendition> ready =
                renditions.getOrDefault(publication.site().id(), Map.of());
        Rendition present = ready.get(format);
        if (present != null && present.version() == publication.version()) {
            return present;
        }
        String text = format.write(publication, base.get());
        var fresh = new Rendition(publication.version(), format.type(), text, publication.changed());
        ready.put(format, fresh);
        return fresh;
    }

    private void item(RoutingContext ctx, Publication publication) {
        String id = ctx.pathParam("id");
        Item found = id.matches("\\d{1,19}") ? publication.item(Long.parseUnsignedLong(id)) : null;
        if (found == null) {
            Answer.text(ctx, 404, "text/plain; charset=utf-8", "no such item");
        } else {
            page(ctx, FeedPages.item(publication.site(), found, base.get()));
        }
    }

    private static void page(RoutingContext ctx, String html) {
        Answer.text(ctx, 200, "text/html; charset=utf-8", html);
    }

    static void route(Router router, String path, Handler<RoutingContext> handler) {
        router.get(path).handler(handler);
        router.head(path).handler(handler);
    }

    private static String path(String site, Format format) {
        return "/feeds/" + site + "/" + format.file();
    }
}
