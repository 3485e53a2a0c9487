package dev.catchwater.edge.flow;

import dev.catchwater.edge.Hops;
import dev.catchwater.edge.Lane;
import dev.catchwater.edge.Refusal;
import dev.catchwater.edge.Target;
import dev.catchwater.edge.coding.Coded;
import dev.catchwater.edge.flow.hit.Hits;
import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.Method;
import io.netty.handler.codec.TooLongFrameException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The first step: is this a request, for whom, and may it go on? */
final class Receive {
    /** What a message of HTTP/2 must not have (RFC 9113 §8.2.2): on its way down it would say where a body ends. */
    private static final List<String> NOT_IN_HTTP2 =
            List.of("connection", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade");

    /** Methods whose content means nothing; in HTTP/2 nobody need say that there is none. */
    private static final Set<String> WITHOUT_CONTENT = Set.of("GET", "HEAD", "OPTIONS", "TRACE", "DELETE");

    private final Plant plant;
    private final Hits hits;
    private final Lookup lookup;
    private final Pass pass;

    Receive(Plant plant, Hits hits) {
        this.plant = plant;
        this.hits = hits;
        this.pass = new Pass(plant);
        this.lookup = new Lookup(plant, pass, hits);
    }

    /** What the decoder could not read; why is known to the guard, or to the decoder itself. */
    void invalid(HttpServerRequest request) {
        Refusal known = Guard.refusalOn(Connections.channel(request));
        Throwable cause = request.decoderResult().cause();
        Refusal refusal = known != null
                ? known
                : cause instanceof TooLongFrameException
                        ? new Refusal(431, "large-head", "the head is too large")
                        : Refusal.bad("bad-message", "this is no request of HTTP");
        Refuse.with(new Visit(plant, request), refusal, true);
    }

    void receive(HttpServerRequest request) {
        Visit visit = new Visit(plant, request);
        visit.isAlso(hits.plain());
        try {
            received(visit, request);
        } catch (RuntimeException unforeseen) {
            Failed.unforeseen(visit, unforeseen);
        }
    }

    private void received(Visit visit, HttpServerRequest request) {
        Headers client = Connections.headers(request.headers());
        Optional<Refusal> wrong = wrong(request, client);
        if (wrong.isPresent()) {
            Refuse.with(visit, wrong.get(), true);
            return;
        }
        switch (Target.read(request.uri(), authority(request, client), request.isSSL())) {
            case Target.Read.Not(Refusal refusal) -> Refuse.with(visit, refusal, true);
            case Target.Read.Is(Target target) -> targeted(visit, target, client);
        }
    }

    private static String authority(HttpServerRequest request, Headers client) {
        return request.version() == HttpVersion.HTTP_2
                ? String.valueOf(request.authority() == null ? "" : request.authority())
                : client.first("Host").orElse("");
    }

    private Optional<Refusal> wrong(HttpServerRequest request, Headers client) {
        String method = request.method().name();
        if (method.equals("CONNECT")) {
            return Optional.of(new Refusal(501, "connect", "this is no forward proxy"));
        }
        if (Hops.loops(client, plant.knobs().node())) {
            return Optional.of(new Refusal(508, "loop", "the request has been here already"));
        }
        if (request.version() != HttpVersion.HTTP_2) {
            return Optional.empty();
        }
        boolean connected = NOT_IN_HTTP2.stream().anyMatch(client::contains)
                || client.all("te").stream().anyMatch(te -> !te.equalsIgnoreCase("trailers"));
        List<String> hosts = client.all("host");
        boolean mismatch = request.authority() == null
                || hosts.stream().anyMatch(host -> !host.equalsIgnoreCase(String.valueOf(request.authority())));
        return connected
                ? Optional.of(Refusal.bad("h2-connection", "HTTP/2 has no fields of the connection"))
                : mismatch
                        ? Optional.of(Refusal.bad("host-mismatch", ":authority and Host name different servers"))
                        : Optional.empty();
    }

    private void targeted(Visit visit, Target target, Headers client) {
        visit.about(target);
        Headers fields = Hops.request(client);
        Optional<Lane> lane = plant.lanes().of(target.host(), target.path(), fields);
        if (lane.isEmpty()) {
            Refuse.with(visit, new Refusal(421, "no-route", "nothing is served here under this name"), false);
            return;
        }
        visit.on(lane.get());
        long length = length(visit.request(), client);
        long wait = lane.get()
                .rates()
                .waitFor(
                        Connections.address(Connections.channel(visit.request())),
                        plant.nanos().getAsLong());
        if (wait > 0) {
            // A body that nobody reads would stand between this request and the next.
            Refuse.limited(visit, wait, length != 0);
        } else {
            admitted(visit, target, client, fields, length);
        }
    }

    private void admitted(Visit visit, Target target, Headers client, Headers fields, long length) {
        Lane lane = visit.lane();
        HttpServerRequest request = visit.request();
        Method method = new Method(request.method().name());
        URI uri = target.uri(request.isSSL() ? "https" : "http", lane.origin().getRawAuthority());
        Headers known = lane.route().compression().codings().isEmpty() ? fields : Coded.request(fields);
        Visit.Asked asked = new Visit.Asked(lane, method, uri, lane.route().forwarded(method, known));
        visit.asks(asked);
        long most = lane.route().limits().requestBody();
        if (length > most) {
            Refuse.with(visit, new Refusal(413, "large-body", "the request's body is too large"), true);
        } else if (isUpgrade(request, client)) {
            pass.upgrade(visit, asked);
        } else if (length == 0) {
            lookup.look(visit, asked);
        } else {
            pass.send(visit, asked, Optional.of(new Upload(visit, length, most)));
        }
    }

    /** The length of the body: 0 for none, -1 if it will show. */
    private static long length(HttpServerRequest request, Headers client) {
        Optional<String> told = client.first("Content-Length");
        if (told.isPresent()) {
            return Long.parseLong(told.get().strip());
        }
        boolean streamed = request.version() == HttpVersion.HTTP_2
                ? !WITHOUT_CONTENT.contains(request.method().name())
                : client.contains("Transfer-Encoding");
        return streamed ? -1 : 0;
    }

    /** Of all protocols only this, whose name has no case (RFC 6455 §4.2.1): others, that of HTTP/2 first, would carry requests past everything here. */
    private static boolean isUpgrade(HttpServerRequest request, Headers client) {
        return request.version() == HttpVersion.HTTP_1_1
                && request.method().name().equals("GET")
                && client.all("Upgrade").size() == 1
                && client.all("Upgrade").getFirst().strip().equalsIgnoreCase("websocket")
                && client.all("Connection").stream()
                        .anyMatch(line -> line.toLowerCase(Locale.ROOT).contains("upgrade"));
    }
}
