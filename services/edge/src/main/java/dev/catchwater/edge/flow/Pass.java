package dev.catchwater.edge.flow;

import dev.catchwater.edge.Hops;
import dev.catchwater.edge.Refusal;
import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.InterimAnswers;
import dev.catchwater.fairlead.Method;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.cache.CacheRequest;
import dev.catchwater.fairlead.cache.PrimaryKey;
import dev.catchwater.fairlead.caching.CachingStage;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.net.URI;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What is not answered from memory goes to the lane's client, which looks into the store, validates, fetches, completes and
 * collapses, or passes on. Whoever leaves takes the call with him.
 */
final class Pass {
    private final Plant plant;

    Pass(Plant plant) {
        this.plant = plant;
    }

    /** Asks the client, and delivers. */
    void send(Visit visit, Visit.Asked asked, Optional<Upload> upload) {
        Optional<Long> hops = Hops.maxForwards(asked.fields());
        if (hops.filter(left -> left == 0).isPresent() && isForAnyone(asked.method())) {
            Refuse.with(visit, new Refusal(200, "max-forwards", "the request may go no further"), false);
            return;
        }
        Request request = request(visit, asked);
        if (upload.isPresent()) {
            request = request.withBody(upload.get().body());
        }
        sent(
                visit,
                request.with(InterimAnswers.LISTENER, (status, fields) -> interim(visit, status, fields)),
                response -> Deliver.response(visit, response));
    }

    /** Only these two heed it (RFC 9110 §7.6.2). */
    private static boolean isForAnyone(Method method) {
        return method.name().equals("OPTIONS") || method.name().equals("TRACE");
    }

    /** A GET that asks for WebSocket. */
    void upgrade(Visit visit, Visit.Asked asked) {
        Tunnel tunnel = new Tunnel(visit);
        Request request =
                request(visit, asked).withHeader("Connection", "Upgrade").withHeader("Upgrade", "websocket");
        sent(visit, tunnel.wanted(request), tunnel::answered);
    }

    private static void sent(Visit visit, Request request, Consumer<Response> answered) {
        Call call = new Call(visit, answered);
        visit.whenGone(call::gone);
        call.begin(request);
    }

    /** A call of the client, and the client's client who may leave. */
    private static final class Call {
        private final Visit visit;
        private final Consumer<Response> answered;
        private Optional<Cancellable> running = Optional.empty();
        private Optional<Response> response = Optional.empty();

        Call(Visit visit, Consumer<Response> answered) {
            this.visit = visit;
            this.answered = answered;
        }

        void begin(Request request) {
            running = Optional.of(
                    visit.lane().client().proceed(request).subscribe().with(this::came, this::failed));
        }

        private void came(Response answer) {
            response = Optional.of(answer);
            visit.originAnswered();
            try {
                answered.accept(answer);
            } catch (RuntimeException unforeseen) {
                answer.body().cancel();
                Failed.unforeseen(visit, unforeseen);
            }
        }

        private void failed(Throwable failure) {
            Failed.because(visit, failure);
        }

        void gone() {
            visit.left();
            running.ifPresent(Cancellable::cancel);
            response.ifPresent(answer -> answer.body().cancel());
        }
    }

    private Request request(Visit visit, Visit.Asked asked) {
        URI target = asked.lane().route().target(asked.method(), asked.uri());
        String query = query(target);
        URI origin = asked.lane().origin();
        URI uri = URI.create(origin.getScheme() + "://" + origin.getRawAuthority() + target.getRawPath() + query);
        return Request.of(asked.method(), uri)
                .withHeaders(outward(visit, asked))
                .withoutTimeout()
                .withMaxBody(Long.MAX_VALUE)
                .withCodingsLeft()
                .with(CachingStage.BYPASS, asked.lane().route().bypasses(asked.fields()))
                .with(CachingStage.TARGET, Optional.of(inClientsTerms(target, asked)))
                .with(CachingStage.CONTENT, visit::madeOf)
                .with(CachingStage.KEYS, Optional.of(about -> key(about, asked)));
    }

    /** In the client's terms: the origin's own scheme and name are its affair. */
    private static PrimaryKey key(CacheRequest about, Visit.Asked asked) {
        return asked.lane().route().key(about.method(), inClientsTerms(about.uri(), asked), asked.fields());
    }

    private static URI inClientsTerms(URI uri, Visit.Asked asked) {
        return URI.create(
                asked.uri().getScheme() + "://" + asked.uri().getRawAuthority() + uri.getRawPath() + query(uri));
    }

    private static String query(URI uri) {
        return uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    }

    private Headers outward(Visit visit, Visit.Asked asked) {
        String node = plant.knobs().node();
        HttpServerRequest request = visit.request();
        String client = request.remoteAddress().hostAddress();
        boolean secure = request.isSSL();
        String host = asked.lane().host().isEmpty()
                ? asked.uri().getRawAuthority()
                : asked.lane().host();
        String version = request.version() == HttpVersion.HTTP_2
                ? "2"
                : request.version() == HttpVersion.HTTP_1_0 ? "1.0" : "1.1";
        Headers fields = asked.fields().without("Host").without("Content-Length");
        Optional<Long> hops = Hops.maxForwards(fields).filter(left -> left > 0);
        if (hops.isPresent()) {
            fields = fields.with("Max-Forwards", Long.toString(hops.get() - 1));
        }
        fields = Headers.received(new String[] {"Host", host}).and(fields).and(Headers.received(new String[] {
            "Forwarded", Hops.forwarded(String.valueOf(client), asked.uri().getRawAuthority(), secure, node),
            "X-Forwarded-For", String.valueOf(client),
            "X-Forwarded-Proto", secure ? "https" : "http"
        }));
        return Hops.and(Hops.and(fields, "Via", version + " " + node), "CDN-Loop", node);
    }

    /** RFC 9110 §15.2: a client of HTTP/1.0 would take it for the answer. */
    private static void interim(Visit visit, int status, Headers fields) {
        HttpServerRequest request = visit.request();
        if (!visit.isOver()
                && request.version() != HttpVersion.HTTP_1_0
                && !request.response().headWritten()) {
            Connections.interim(request, status, Hops.response(fields).requireSendable());
        }
    }
}
