package dev.catchwater.web.login;

import dev.catchwater.web.ApiKey;
import dev.catchwater.web.Problem;
import dev.catchwater.web.WebConfig;
import dev.catchwater.web.keys.KeyRing;
import dev.catchwater.web.problem.Problems;
import dev.catchwater.web.session.Session;
import dev.catchwater.web.session.Sessions;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code GET|POST /login}, {@code POST /logout}, {@code GET /session}. */
@ApplicationScoped
class LoginRoutes {
    private static final int LONGEST_FORM = 4_096;

    private final KeyRing ring;
    private final Sessions sessions;
    private final String service;
    private final LoginLimit limit;

    LoginRoutes(KeyRing ring, Sessions sessions, WebConfig config, InstantSource clock) {
        this.ring = ring;
        this.sessions = sessions;
        this.service = config.service();
        this.limit = new LoginLimit(clock);
    }

    void install(@Observes Router router) {
        var form = BodyHandler.create(false).setBodyLimit(LONGEST_FORM);
        router.get("/login").handler(this::page);
        router.post("/login").handler(form).handler(this::enter);
        router.post("/logout").handler(form).handler(this::leave);
        router.get("/session").handler(this::session);
    }

    private void page(RoutingContext ctx) {
        var session = sessions.of(ctx.request());
        if (session.isEmpty()) {
            html(ctx, 200, LoginPage.enter(service, Next.of(ctx.request().getParam("next")), false));
            return;
        }
        ring.live(session.get().keyId())
                .subscribe()
                .with(key -> html(ctx, 200, page(ctx, session.get(), key)), failure -> away(ctx));
    }

    private String page(RoutingContext ctx, Session session, Optional<ApiKey> key) {
        return key.map(k -> LoginPage.leave(service, k.name(), sessions.token(session)))
                .orElseGet(() -> LoginPage.enter(service, Next.of(ctx.request().getParam("next")), false));
    }

    private void enter(RoutingContext ctx) {
        var address = String.valueOf(ctx.request().remoteAddress().host());
        if (!limit.allows(address)) {
            ctx.response().putHeader("retry-after", Long.toString(LoginLimit.WINDOW.toSeconds()));
            Problems.write(ctx, 429, "Too many keys were tried from here: wait a minute.");
            return;
        }
        var shown = ctx.request().getFormAttribute("key");
        ring.verify(shown == null ? "" : shown.strip())
                .subscribe()
                .with(key -> decide(ctx, key, address), failure -> away(ctx));
    }

    private void decide(RoutingContext ctx, Optional<ApiKey> key, String address) {
        var next = Next.of(ctx.request().getFormAttribute("next"));
        if (key.isEmpty()) {
            limit.failed(address);
            html(ctx, 401, LoginPage.enter(service, next, true));
            return;
        }
        ctx.response().addCookie(sessions.cookie(sessions.begin(key.get().id()), ctx.request()));
        see(ctx, next);
    }

    private void leave(RoutingContext ctx) {
        var session = sessions.of(ctx.request());
        var token = ctx.request().getHeader(Sessions.TOKEN_HEADER);
        var shown = token == null ? ctx.request().getFormAttribute("csrf") : token;
        if (session.isPresent() && (shown == null || !sessions.isTokenOf(session.get(), shown))) {
            Problems.write(ctx, 403, "To sign out, show the session's CSRF token.");
            return;
        }
        ctx.response().addCookie(sessions.forget(ctx.request()));
        see(ctx, "/login");
    }

    /** Who is asking, for scripts: name, roles, and in a session the CSRF token. */
    private void session(RoutingContext ctx) {
        QuarkusHttpUser.getSecurityIdentity(ctx, null).subscribe().with(identity -> tell(ctx, identity), ctx::fail);
    }

    private void tell(RoutingContext ctx, @Nullable SecurityIdentity identity) {
        var told = new JsonObject().putNull("user").put("roles", new JsonArray());
        if (identity != null) {
            told.put(
                    "roles", new JsonArray(identity.getRoles().stream().sorted().toList()));
            if (!identity.isAnonymous()) {
                told.put("user", identity.getPrincipal().getName());
            }
        }
        sessions.of(ctx.request()).ifPresent(session -> told.put("csrf", sessions.token(session)));
        ctx.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end(told.encode());
    }

    private static void see(RoutingContext ctx, String place) {
        ctx.response().setStatusCode(303).putHeader(HttpHeaders.LOCATION, place).end();
    }

    private static void html(RoutingContext ctx, int status, String page) {
        ctx.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/html;charset=utf-8")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end(page);
    }

    private static void away(RoutingContext ctx) {
        Problems.write(ctx, Problem.of(503, "The keys cannot be read now: try again later."));
    }
}
