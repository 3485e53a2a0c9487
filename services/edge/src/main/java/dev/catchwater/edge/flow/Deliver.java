package dev.catchwater.edge.flow;

import dev.catchwater.edge.Hops;
import dev.catchwater.edge.Served;
import dev.catchwater.edge.coding.Coded;
import dev.catchwater.edge.flow.Presenting.Presented;
import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.HttpDate;
import dev.catchwater.fairlead.HttpException;
import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.cache.CacheStatus;
import dev.catchwater.fairlead.cache.Forward;
import dev.catchwater.fairlead.store.Content;
import io.netty.buffer.ByteBuf;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.util.List;

/** The last step: a response goes to the client, as fast as it takes it. */
final class Deliver {
    private Deliver() {}

    /** The client's answer, from wherever it is. */
    static void response(Visit visit, Response answer) {
        if (visit.isOver()) {
            answer.body().cancel();
            return;
        }
        String node = visit.plant().knobs().node();
        String told = member(answer.headers(), node);
        String member = told.isEmpty() ? past(node) : told;
        Headers passed = Hops.response(answer.headers());
        Headers fields = told.isEmpty() ? new CacheStatus(member).addTo(passed) : passed;
        try {
            fields.requireSendable();
        } catch (HttpException unsendable) {
            answer.body().cancel();
            Failed.because(visit, new HttpFailure.Malformed(answer.request().origin(), "a field that could be two"));
            return;
        }
        Presented presented = Presenting.of(visit, answer.status(), fields, visit.stored(), isOfAll(visit, fields));
        Runnable head = () -> head(visit, answer.status(), presented.fields(), how(member), member);
        if (answer.body().isEmpty()) {
            head.run();
            end(visit);
        } else if (isPoured(visit, presented, head)) {
            answer.body().cancel();
        } else {
            head(visit, answer.status(), varied(presented, fields), how(member), member);
            answer.body().stream().subscribe().withSubscriber(new Outflow(visit, answer.body()));
        }
    }

    /** What is said of an answer that no cache has seen, as to an attempt to switch protocols. */
    static String past(String node) {
        return CacheStatus.forwarded(node, Forward.BYPASS).serialize();
    }

    private static boolean isPoured(Visit visit, Presented presented, Runnable head) {
        return presented
                .form()
                .filter(form -> new Pouring(visit, form, 0, form.length()).begin(head))
                .isPresent();
    }

    /** The form may have made room for others just now. */
    private static Headers varied(Presented presented, Headers plain) {
        return presented.form().isEmpty() ? presented.fields() : Coded.varied(plain);
    }

    /** Whether the answer is made of all that is stored of its content. */
    private static boolean isOfAll(Visit visit, Headers fields) {
        Content stored = visit.stored();
        return stored != null
                && fields.first("Content-Length")
                        .map(length -> length.equals(Long.toString(stored.length())))
                        .orElse(true);
    }

    /** What this node said of it: the last member (RFC 9211 §2). */
    private static String member(Headers fields, String node) {
        List<String> lines = fields.all("Cache-Status");
        return lines.isEmpty() || !lines.getLast().startsWith(node) ? "" : lines.getLast();
    }

    private static Served.How how(String member) {
        if (member.contains("detail=\"stale-if-error\"") || member.contains(";hit;ttl=-")) {
            return Served.How.STALE;
        }
        if (member.contains(";collapsed")) {
            return Served.How.COLLAPSED;
        }
        if (member.contains(";hit")) {
            return Served.How.HIT;
        }
        if (member.contains(";fwd=bypass") || member.contains(";fwd=method") || member.isEmpty()) {
            return Served.How.PASS;
        }
        return member.contains(";fwd-status=304") ? Served.How.REVALIDATED : Served.How.MISS;
    }

    /** Status and fields. */
    static void head(Visit visit, int status, Headers fields, Served.How how, String member) {
        visit.answered(how, status, member);
        HttpServerRequest request = visit.request();
        HttpServerResponse out = request.response();
        out.setStatusCode(status);
        fields.forEach((name, value) -> out.headers().add(name, value));
        out.headers().add("Via", "1.1 " + visit.plant().knobs().node());
        if (!fields.contains("Date")) {
            out.headers().add("Date", HttpDate.format(visit.plant().clock().instant()));
        }
        if (isLast(visit)) {
            out.headers().set("Connection", "close");
        }
        boolean sized = fields.contains("Content-Length");
        if (!sized && request.version() == HttpVersion.HTTP_1_1) {
            out.setChunked(true);
        }
    }

    /** Whether the connection ends with this response. */
    private static boolean isLast(Visit visit) {
        HttpServerRequest request = visit.request();
        return request.version() != HttpVersion.HTTP_2
                && (visit.plant().draining().getAsBoolean()
                        || asksToClose(request)
                        || (request.version() == HttpVersion.HTTP_1_0
                                && !request.response().headers().contains("Content-Length")));
    }

    /** RFC 9112 §9.6; Vert.x 4.5 does not find it in a list. */
    private static boolean asksToClose(HttpServerRequest request) {
        for (String line : request.headers().getAll("Connection")) {
            for (String option : line.split(",", -1)) {
                if (option.strip().equalsIgnoreCase("close")) {
                    return true;
                }
            }
        }
        return false;
    }

    static void end(Visit visit) {
        HttpServerResponse out = visit.request().response();
        // Without content there is nothing to be cut into chunks.
        out.headers().remove("Transfer-Encoding");
        out.end();
        ended(visit);
    }

    /** After the last byte has been handed on. */
    static void ended(Visit visit) {
        visit.ended();
        HttpServerRequest request = visit.request();
        if (request.version() != HttpVersion.HTTP_2
                && request.response().headers().contains("Connection", "close", true)) {
            Connections.closeAfterwards(request);
        }
    }

    /** Half of it went out, and no more will come: nobody must take it for whole. */
    static void breakOff(Visit visit) {
        visit.ended();
        visit.request().response().reset();
    }

    /** The bytes as they are; whoever made them releases them. */
    @SuppressWarnings("deprecation") // Vert.x 4.5 has no other way to wrap them
    static Buffer buffer(ByteBuf bytes) {
        return Buffer.buffer(bytes);
    }
}
