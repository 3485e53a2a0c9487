package dev.catchwater.sandbox.judge;

import io.netty.channel.ChannelOption;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The door to the upstreams: dates every answer, logs every request and lets the faults at it. */
public final class Gate implements Handler<RoutingContext> {

    private static final String AUTH = "judge.auth";
    private static final String FAULTS = "judge.faults";
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final InstantSource clock;
    private final RequestLog log;
    private final Faults faults;

    /** A gate that enters requests into this log and asks these faults. */
    public Gate(InstantSource clock, RequestLog log, Faults faults) {
        this.clock = clock;
        this.log = log;
        this.faults = faults;
    }

    /** An instant as RFC 9110 §5.6.7 writes it, to the second. */
    public static String httpDate(Instant at) {
        return HTTP_DATE.format(at.truncatedTo(ChronoUnit.SECONDS));
    }

    /** Says who asked, for the log; never the token itself. */
    public static void identify(RoutingContext ctx, String who) {
        ctx.put(AUTH, who);
    }

    static List<Fault> faultsOf(RoutingContext ctx) {
        List<Fault> found = ctx.get(FAULTS);
        return found == null ? List.of() : found;
    }

    @Override
    public void handle(RoutingContext ctx) {
        Instant at = clock.instant();
        String upstream = upstreamOf(ctx.request().path());
        List<Fault> struck = faults.strike(upstream);
        ctx.put(FAULTS, struck);
        ctx.addHeadersEndHandler(end -> date(ctx, struck));
        if (log.knows(upstream)) {
            record(ctx, at, upstream, struck);
        }
        Duration delay = Duration.ZERO;
        for (Fault fault : struck) {
            if (fault instanceof Fault.Slow slow) {
                delay = delay.plus(slow.delay());
            }
        }
        if (delay.isZero()) {
            proceed(ctx, struck);
        } else {
            // The body has been read by the handler before: waiting loses nothing.
            ctx.vertx().setTimer(Math.max(1, delay.toMillis()), id -> proceed(ctx, struck));
        }
    }

    private void proceed(RoutingContext ctx, List<Fault> struck) {
        for (Fault fault : struck) {
            if (fault instanceof Fault.Reset) {
                reset(ctx.request());
                return;
            }
            if (fault instanceof Fault.Status status) {
                refuse(ctx, status);
                return;
            }
        }
        ctx.next();
    }

    private void refuse(RoutingContext ctx, Fault.Status fault) {
        Duration after = fault.retryAfter();
        if (after != null) {
            String value = fault.asDate() ? httpDate(clock.instant().plus(after)) : Long.toString(after.toSeconds());
            ctx.response().putHeader(HttpHeaders.RETRY_AFTER, value);
        }
        String error = fault.status() == 429 ? "Too many requests" : "Something went wrong on our end";
        Answer.text(ctx, fault.status(), "application/json; charset=utf-8", "{\"error\":\"" + error + "\"}");
    }

    private static void reset(HttpServerRequest request) {
        if (request.connection() instanceof ConnectionBase connection) {
            // With SO_LINGER 0 a close sends RST and not FIN.
            connection.channel().config().setOption(ChannelOption.SO_LINGER, 0);
        }
        request.connection().close();
    }

    private void date(RoutingContext ctx, List<Fault> struck) {
        Instant date = clock.instant();
        for (Fault fault : struck) {
            if (fault instanceof Fault.Skew skew) {
                date = date.plus(skew.by());
            }
        }
        ctx.response().putHeader(HttpHeaders.DATE, httpDate(date));
    }

    private void record(RoutingContext ctx, Instant at, String upstream, List<Fault> struck) {
        String met = struck.stream().map(Fault::kind).collect(Collectors.joining(","));
        String method = ctx.request().method().name();
        String path = withoutSecrets(ctx.request().uri());
        boolean[] logged = {false};
        // A stream is logged when it opens, anything else when its answer has left or its connection is gone.
        ctx.addHeadersEndHandler(end -> {
            logged[0] = true;
            log.add(at, upstream, method, path, authOf(ctx), ctx.response().getStatusCode(), met);
        });
        ctx.addEndHandler(end -> {
            if (!logged[0]) {
                logged[0] = true;
                log.add(at, upstream, method, path, authOf(ctx), 0, met);
            }
        });
    }

    private static String authOf(RoutingContext ctx) {
        String who = ctx.get(AUTH);
        return who == null ? "anonymous" : who;
    }

    /** The first two segments: {@code /mastodon/harbour/api/v1/…} is {@code mastodon/harbour}. */
    private static String upstreamOf(String path) {
        String[] parts = (path == null ? "" : path).split("/", 4);
        return parts.length < 3 ? "" : parts[1] + "/" + parts[2];
    }

    private static String withoutSecrets(String uri) {
        String clean = uri.replaceAll("([?&](?:access_token|code|client_secret|token|appid|apikey)=)[^&]*", "$1-");
        return clean.length() > 500 ? clean.substring(0, 500) : clean;
    }
}
