package dev.catchwater.sandbox.mastodon;

import dev.catchwater.sandbox.judge.Answer;
import dev.catchwater.sandbox.judge.Budgets;
import dev.catchwater.sandbox.judge.Command;
import dev.catchwater.sandbox.judge.Realm;
import dev.catchwater.sandbox.judge.Refusal;
import dev.catchwater.sandbox.judge.Upstream;
import dev.catchwater.sandbox.world.Agenda;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** The realm of Mastodon: two instances that know nothing of each other. */
public final class Mastodon implements Realm {

    private record Server(
            Instance instance, Villagers villagers, Grants grants, Streams streams, Supplier<String> base) {}

    private final List<Server> servers;
    private final Set<String> guests;
    private final Budgets budgets;
    private final InstantSource clock;

    /**
     * @param base the sandbox's own address, without a slash at the end; known once it listens
     * @param pace factor on how often people do something by themselves; 0 keeps them silent
     * @param budgets the judge's ledgers
     * @param clock the time on the wire
     * @param tokens user tokens that are valid from the start, each with its user's name
     */
    public Mastodon(
            Supplier<String> base,
            long seed,
            double pace,
            Budgets budgets,
            InstantSource clock,
            Duration heartbeat,
            Map<String, String> tokens) {
        this.budgets = budgets;
        this.clock = clock;
        this.guests = new LinkedHashSet<>(tokens.values());
        this.servers = Instance.all(seed, guests).stream()
                .map(instance -> server(instance, base, seed, pace, heartbeat, tokens))
                .toList();
    }

    private Server server(
            Instance instance,
            Supplier<String> base,
            long seed,
            double pace,
            Duration heartbeat,
            Map<String, String> tokens) {
        Supplier<String> own = () -> base.get() + "/mastodon/" + instance.id();
        var grants = new Grants();
        tokens.forEach((token, name) -> {
            Account user = instance.account(name);
            if (user != null) {
                grants.preissue(token, user, clock.instant());
            }
        });
        var streams = new Streams(instance, grants, heartbeat, own);
        instance.listen(streams);
        return new Server(instance, new Villagers(instance, seed, pace), grants, streams, own);
    }

    @Override
    public String name() {
        return "mastodon";
    }

    @Override
    public List<Upstream> upstreams() {
        var all = new ArrayList<Upstream>();
        for (Server server : servers) {
            String root = "/mastodon/" + server.instance().id();
            all.add(new Upstream(
                    root.substring(1),
                    server.instance().title(),
                    List.of(root + "/api/v1/timelines/public", root + "/api/v2/instance"),
                    server.instance().statuses().size(),
                    server.streams().size()));
        }
        return all;
    }

    @Override
    public List<Agenda.Script> scripts() {
        return servers.stream()
                .map(server -> (Agenda.Script) server.villagers()::slot)
                .toList();
    }

    @Override
    public List<String> obey(Command command) {
        Server server = servers.stream()
                .filter(candidate -> candidate.instance().id().equals(command.place()))
                .findFirst()
                .orElseThrow(() -> new Refusal(404, "no instance is called " + command.place()));
        if (command.op().startsWith(GrantNote.OPS)) {
            server.grants().recall(GrantNote.read(command, server.instance(), server.grants()));
            return List.of();
        }
        return server.villagers().obey(command);
    }

    @Override
    public void onOwnChange(Function<Command, Future<Void>> memory) {
        servers.forEach(server -> server.grants()
                .onChange(note -> memory.apply(note.command(server.instance().id(), clock.instant()))));
    }

    @Override
    public int dropStreams(String prefix) {
        return servers.stream()
                .filter(server -> ("mastodon/" + server.instance().id()).startsWith(prefix))
                .mapToInt(server -> server.streams().drop())
                .sum();
    }

    @Override
    public void mount(Router router) {
        for (Server server : servers) {
            Instance instance = server.instance();
            String root = "/mastodon/" + instance.id();
            var door = new Door(instance, server.grants(), budgets, server.base());
            new Apps(server.grants()).mount(router, root, door);
            var oauth = new OAuth(server.grants(), clock, server.base());
            oauth.mount(router, root, door);
            new Consent(instance, server.grants(), clock, guests).mount(router, root);
            server.streams().mount(router, root);
            Rest.mount(router, root, door);
            new Pages(instance, server.base()).mount(router, root);
            router.get(root + "/health").handler(ctx -> Answer.text(ctx, 200, "text/plain; charset=utf-8", "OK"));
            router.get(root + "/avatars/:file").handler(ctx -> avatar(ctx, instance));
            router.get(root + "/headers/original/missing.svg").handler(ctx -> picture(ctx, 7));
            router.get(root + "/system/media_attachments/:id/:file")
                    .handler(ctx -> picture(ctx, ctx.pathParam("id").hashCode()));
            router.route(root + "/*").handler(ctx -> Call.error(ctx, 404, "Not Found"));
        }
    }

    private static void avatar(RoutingContext ctx, Instance instance) {
        Account account = instance.account(ctx.pathParam("file").replaceFirst("\\.svg$", ""));
        if (account == null) {
            Call.error(ctx, 404, "Not Found");
        } else {
            ctx.response().putHeader(HttpHeaders.CACHE_CONTROL, "max-age=86400");
            Answer.text(ctx, 200, "image/svg+xml", account.persona().portrait());
        }
    }

    private static void picture(RoutingContext ctx, int number) {
        int hue = Math.floorMod(number, 360);
        ctx.response().putHeader(HttpHeaders.CACHE_CONTROL, "max-age=86400");
        String svg = """
                <svg xmlns="http://www.w3.org/2000/svg" width="600" height="600" viewBox="0 0 600 600">\
                <rect width="600" height="600" fill="hsl(%d 40%% 55%%)"/>\
                <circle cx="%d" cy="220" r="90" fill="hsl(%d 60%% 80%%)"/></svg>
                """.formatted(hue, 150 + Math.floorMod(number, 300), hue + 120);
        Answer.text(ctx, 200, "image/svg+xml", svg.strip());
    }
}
