package dev.catchwater.sandbox.mastodon;

import dev.catchwater.sandbox.judge.Allowance;
import dev.catchwater.sandbox.judge.Budgets;
import dev.catchwater.sandbox.judge.Gate;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Before every API method: who asks, whether they may, and whether they ask too often. */
final class Door {

    /** What a method asks of its caller. */
    enum Needs {
        /** Anyone; a token that is sent must be valid. */
        NOTHING,
        /** A token, an app's own included. */
        TOKEN,
        /** A user's token. */
        USER
    }

    private static final Allowance API = new Allowance("api", 300, Duration.ofMinutes(5));
    private static final Allowance PAGING = new Allowance("paging", 300, Duration.ofMinutes(15));
    private static final Allowance APPS = new Allowance("apps", 5, Duration.ofMinutes(10));
    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private final Instance instance;
    private final Grants grants;
    private final Budgets budgets;
    private final Supplier<String> base;

    Door(Instance instance, Grants grants, Budgets budgets, Supplier<String> base) {
        this.instance = instance;
        this.grants = grants;
        this.budgets = budgets;
        this.base = base;
    }

    /** A handler that lets those in who may, and answers the others. */
    Handler<RoutingContext> guard(Needs needs, String scope, Consumer<Call> method) {
        return ctx -> {
            String token = token(ctx.request());
            Grant grant = token == null ? null : grants.find(token);
            String subject =
                    grant == null ? "ip:" + ctx.request().remoteAddress().hostAddress() : grant.subject();
            Gate.identify(ctx, grant != null ? subject : token == null ? "anonymous" : "refused");
            ctx.response()
                    .putHeader(HttpHeaders.CACHE_CONTROL, "private, no-store")
                    .putHeader(HttpHeaders.VARY, "Authorization, Origin");
            if (overBudget(ctx, subject)) {
                Call.error(ctx, 429, "Too many requests");
            } else if (token != null && grant == null) {
                String message = grants.wasRevoked(token) ? "was revoked" : "is invalid";
                Call.error(ctx, 401, "The access token " + message);
            } else if (needs != Needs.NOTHING && grant == null) {
                Call.error(ctx, 401, "The access token is invalid");
            } else if (grant != null && !scope.isEmpty() && !Scopes.cover(grant.scopes(), scope)) {
                Call.error(ctx, 403, "This action is outside the authorized scopes");
            } else if (needs == Needs.USER && grant != null && grant.user() == null) {
                Call.error(ctx, 422, "This method requires an authenticated user");
            } else {
                method.accept(new Call(ctx, instance, base.get(), grant));
            }
        };
    }

    /** The token of the header, else of the query or form. */
    static @Nullable String token(HttpServerRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header != null && header.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return header.substring(7).strip();
        }
        String param = request.getParam("access_token");
        return param == null || param.isEmpty() ? null : param;
    }

    /** Enters the request into every budget that it touches; the headers tell of the tightest. */
    private boolean overBudget(RoutingContext ctx, String subject) {
        List<Allowance> touched = new ArrayList<>(List.of(API));
        if (Paging.asked(ctx.request().params())) {
            touched.add(PAGING);
        }
        if (ctx.request().path().endsWith("/api/v1/apps")) {
            touched = List.of(APPS);
        }
        Budgets.Standing tightest = null;
        for (Allowance allowance : touched) {
            Budgets.Standing standing = budgets.spend("mastodon/" + instance.id(), allowance, subject);
            if (tightest == null || standing.remaining() < tightest.remaining() || standing.refused()) {
                tightest = standing;
            }
        }
        if (tightest == null) {
            return false;
        }
        ctx.response()
                .putHeader(
                        "X-RateLimit-Limit",
                        Integer.toString(tightest.allowance().limit()))
                .putHeader("X-RateLimit-Remaining", Integer.toString(tightest.remaining()))
                .putHeader("X-RateLimit-Reset", MICROS.format(tightest.reset()));
        return tightest.refused();
    }
}
