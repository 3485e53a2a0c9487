package dev.catchwater.edge.flow;

import dev.catchwater.edge.Refusal;
import dev.catchwater.edge.Served;
import dev.catchwater.edge.route.RateLimit;
import dev.catchwater.edge.route.Route;
import dev.catchwater.fairlead.Headers;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;

/** Answers of this node's own, as problem details (RFC 9457). */
final class Refuse {
    private static final long SECOND = 1_000_000_000L;

    private Refuse() {}

    /**
     * Answers and is done with it.
     *
     * @param closing whether nothing more is to be read from the connection
     */
    static void with(Visit visit, Refusal refusal, boolean closing) {
        answer(visit, refusal, Served.How.REFUSED, Headers.none(), closing);
    }

    /**
     * Answers that the client has asked too often (RFC 6585 §4), with what is to be known of the limit
     * (draft-ietf-httpapi-ratelimit-headers).
     *
     * @param wait nanoseconds until it may ask again
     */
    static void limited(Visit visit, long wait, boolean closing) {
        Route route = visit.lane().route();
        RateLimit limit = route.rate().orElseThrow();
        String seconds = Long.toString((wait + SECOND - 1) / SECOND);
        String policy = "\"" + route.name() + "\"";
        long window = (long) Math.ceil(limit.burst() / limit.perSecond());
        answer(
                visit,
                new Refusal(429, "rate-limited", "there were too many requests from this address"),
                Served.How.REFUSED,
                Headers.of(
                        "Retry-After", seconds,
                        "RateLimit-Policy", policy + ";q=" + limit.burst() + ";w=" + window,
                        "RateLimit", policy + ";r=0;t=" + seconds),
                closing);
    }

    static void answer(Visit visit, Refusal refusal, Served.How how, Headers more, boolean closing) {
        if (visit.isOver()) {
            return;
        }
        Buffer problem = new JsonObject()
                .put("title", refusal.token())
                .put("status", refusal.status())
                .put("detail", refusal.why())
                .toBuffer();
        String member = visit.plant().knobs().node() + ";detail=\"" + refusal.token() + "\"";
        Headers fields = fields(problem, member).and(more);
        HttpServerRequest request = visit.request();
        boolean last = closing && request.version() != HttpVersion.HTTP_2;
        Deliver.head(visit, refusal.status(), last ? fields.plus("Connection", "close") : fields, how, member);
        if (request.method().name().equals("HEAD")) {
            request.response().end();
        } else {
            visit.sent(problem.length());
            request.response().end(problem);
        }
        Deliver.ended(visit);
    }

    private static Headers fields(Buffer problem, String member) {
        return Headers.of(
                "Content-Type",
                "application/problem+json",
                "Cache-Control",
                "no-store",
                "Cache-Status",
                member,
                "Content-Length",
                Integer.toString(problem.length()));
    }
}
