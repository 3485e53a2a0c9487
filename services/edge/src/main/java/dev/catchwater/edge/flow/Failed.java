package dev.catchwater.edge.flow;

import dev.catchwater.edge.Refusal;
import dev.catchwater.edge.Served;
import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.HttpFailure;
import org.jboss.logging.Logger;

/** What a client is told when nobody could answer for the origin (RFC 9110 §15.6, RFC 9209). */
final class Failed {
    private static final Logger LOG = Logger.getLogger(Failed.class);

    private Failed() {}

    /** With its status where no head has gone out; else by breaking off. */
    static void because(Visit visit, Throwable thrown) {
        HttpFailure failure = HttpFailure.of(thrown);
        if (failure == null) {
            unforeseen(visit, thrown);
        } else {
            because(visit, failure);
        }
    }

    static void because(Visit visit, HttpFailure failure) {
        tell(visit, status(failure), error(failure), "the origin gave no answer that could be passed on");
    }

    static void unforeseen(Visit visit, Throwable thrown) {
        LOG.error("a request could not be handled", thrown);
        tell(visit, 500, "proxy_internal_error", "an error of this node");
    }

    private static void tell(Visit visit, int status, String error, String why) {
        if (visit.isOver()) {
            return;
        }
        if (visit.request().response().headWritten()) {
            Deliver.breakOff(visit);
            return;
        }
        visit.request().response().headers().clear();
        Headers more = Headers.of("Proxy-Status", visit.plant().knobs().node() + ";error=" + error);
        Refuse.answer(
                visit,
                new Refusal(status, error, why),
                Served.How.FAILED,
                status == 503 ? more.plus("Retry-After", "1") : more,
                false);
    }

    private static int status(HttpFailure failure) {
        return switch (failure) {
            case HttpFailure.UnknownHost unknown -> 502;
            case HttpFailure.Refused refused -> 502;
            case HttpFailure.Untrusted untrusted -> 502;
            case HttpFailure.TimedOut late -> 504;
            case HttpFailure.Overloaded full -> 503;
            case HttpFailure.RateLimited limited -> 503;
            case HttpFailure.CircuitOpen open -> 503;
            case HttpFailure.Disconnected gone -> 502;
            case HttpFailure.Malformed malformed -> 502;
            case HttpFailure.TooLarge large -> 502;
            case HttpFailure.InvalidRequest invalid -> 400;
            case HttpFailure.Forbidden forbidden -> 502;
            case HttpFailure.BadRedirect redirect -> 502;
            // What another was answered with who asked for all that waited.
            case HttpFailure.BadStatus bad -> bad.status() >= 500 ? bad.status() : 502;
            case HttpFailure.BadBody body -> 502;
            case HttpFailure.NoToken none -> 502;
            case HttpFailure.Closed closed -> 503;
        };
    }

    /** RFC 9209 §2.3. */
    private static String error(HttpFailure failure) {
        return switch (failure) {
            case HttpFailure.UnknownHost unknown -> "dns_error";
            case HttpFailure.Refused refused -> "connection_refused";
            case HttpFailure.Untrusted untrusted -> "tls_certificate_error";
            case HttpFailure.TimedOut late ->
                late.phase() == HttpFailure.Phase.CONNECT ? "connection_timeout" : "http_response_timeout";
            case HttpFailure.Overloaded full -> "connection_limit_reached";
            case HttpFailure.RateLimited limited -> "connection_limit_reached";
            case HttpFailure.CircuitOpen open -> "destination_unavailable";
            case HttpFailure.Disconnected gone -> "connection_terminated";
            case HttpFailure.Malformed malformed -> "http_protocol_error";
            case HttpFailure.TooLarge large -> "http_response_header_section_size";
            case HttpFailure.InvalidRequest invalid -> "http_request_error";
            case HttpFailure.Forbidden forbidden -> "destination_ip_prohibited";
            case HttpFailure.BadRedirect redirect -> "http_protocol_error";
            case HttpFailure.BadStatus bad -> "destination_unavailable";
            case HttpFailure.BadBody body -> "http_protocol_error";
            case HttpFailure.NoToken none -> "proxy_configuration_error";
            case HttpFailure.Closed closed -> "proxy_internal_response";
        };
    }
}
