package dev.catchwater.edge.law;

import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.Method;
import dev.catchwater.fairlead.Next;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.ResponseBody;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.MultiEmitter;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An origin that answers when it is told to, piece by piece. A body is eight times the number of the exchange that
 * brought it, so that each byte of what a client gets tells when its fetch began, though one ETag stands for all of a version.
 */
final class ModelOrigin implements Next {
    static final int UNIT = 4;
    private static final int UNITS = 8;
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d*)");

    /** One request that reached it. */
    static final class Exchange {
        final int number;
        final Request request;
        final int began;
        final UniEmitter<? super Response> answer;

        @Nullable
        String version;

        @Nullable
        MultiEmitter<? super Buffer> body;

        int unitsLeft;
        boolean over;

        Exchange(int number, Request request, int began, UniEmitter<? super Response> answer) {
            this.number = number;
            this.request = request;
            this.began = began;
            this.answer = answer;
        }
    }

    final List<Exchange> exchanges = new ArrayList<>();
    private final World world;
    private final Random random;
    private int version;

    ModelOrigin(World world, Random random) {
        this.world = world;
        this.random = random;
    }

    @Override
    public Uni<Response> proceed(Request request) {
        return Uni.createFrom()
                .emitter(emitter -> exchanges.add(new Exchange(exchanges.size(), request, world.tick(), emitter)));
    }

    void changes() {
        version++;
    }

    /** The tags of a version of a resource. */
    static List<String> tags(String path, String version) {
        return List.of("path" + path.length(), "v" + Integer.parseInt(version) % 3);
    }

    /** Some exchange goes on by one event. */
    void goesOn() {
        List<Exchange> open =
                exchanges.stream().filter(exchange -> !exchange.over).toList();
        if (!open.isEmpty()) {
            Exchange exchange = open.get(random.nextInt(open.size()));
            if (exchange.version == null) {
                answer(exchange);
            } else if (exchange.body != null) {
                send(exchange, exchange.body);
            }
        }
    }

    private void answer(Exchange exchange) {
        if (random.nextInt(20) == 0) {
            exchange.over = true;
            exchange.answer.fail(new HttpFailure.Refused("http://a.test:80", "refused").asException());
            return;
        }
        exchange.version = Integer.toString(version);
        Request request = exchange.request;
        String tag = "\"" + version + "\"";
        Matcher range = RANGE.matcher(request.headers().first("Range").orElse(""));
        boolean whole = !range.matches()
                || !request.headers()
                        .first("If-Range")
                        .filter(other -> !other.equals(tag))
                        .isEmpty();
        if (request.headers().all("If-None-Match").contains(tag)) {
            exchange.over = true;
            exchange.answer.complete(new Response(request, 304, head(request, tag), ResponseBody.empty()));
        } else if (request.method().equals(Method.HEAD)) {
            exchange.over = true;
            exchange.answer.complete(new Response(request, 200, head(request, tag), ResponseBody.empty()));
        } else {
            begin(
                    exchange,
                    head(request, tag),
                    whole ? 0 : Integer.parseInt(range.group(1)),
                    whole ? "" : range.group(2));
        }
    }

    private Headers head(Request request, String tag) {
        String control = List.of(
                        "max-age=5",
                        "max-age=60",
                        "max-age=5, stale-while-revalidate=30",
                        "max-age=5, stale-if-error=60")
                .get(random.nextInt(4));
        String path = request.uri().getPath();
        return Headers.of(
                        "Cache-Control",
                        control,
                        "ETag",
                        tag,
                        "Surrogate-Key",
                        String.join(" ", tags(path, Integer.toString(version))))
                .and(path.startsWith("/vary") ? Headers.of("Vary", "Foo") : Headers.none());
    }

    private void begin(Exchange exchange, Headers head, int first, String end) {
        int last = end.isEmpty() ? UNITS * UNIT - 1 : Math.min(Integer.parseInt(end), UNITS * UNIT - 1);
        boolean part = first > 0 || last < UNITS * UNIT - 1;
        exchange.unitsLeft = (last - first + 1) / UNIT;
        Headers told = head.with("Content-Length", Integer.toString(last - first + 1));
        Multi<Buffer> body = Multi.createFrom().emitter(emitter -> {
            exchange.body = emitter;
            emitter.onTermination(() -> exchange.over = true);
        });
        exchange.answer.complete(new Response(
                exchange.request,
                part ? 206 : 200,
                part ? told.with("Content-Range", "bytes " + first + "-" + last + "/" + UNITS * UNIT) : told,
                ResponseBody.of(body, () -> exchange.over = true)));
    }

    private void send(Exchange exchange, MultiEmitter<? super Buffer> body) {
        if (random.nextInt(25) == 0) {
            body.fail(new HttpFailure.Disconnected("http://a.test:80", "cut").asException());
            return;
        }
        int some = 1 + random.nextInt(exchange.unitsLeft);
        exchange.unitsLeft -= some;
        body.emit(Buffer.buffer(String.format("%04d", exchange.number).repeat(some)));
        if (exchange.unitsLeft == 0) {
            body.complete();
        }
    }
}
