package dev.catchwater.fairlead.observe;

import dev.catchwater.fairlead.CallEvent;
import dev.catchwater.fairlead.CallListener;
import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.Outcome;

/**
 * One line for each call that ended, and one for each retry, redirect and pause, at debug level in the logger
 * {@code dev.catchwater.fairlead.<client>}. Lines hold methods, origins and paths; never queries, headers or
 * bodies, nor a path that is a secret ({@link CallListener#SECRET_PATH}).
 */
public final class AccessLog implements CallListener {
    private final System.Logger log;

    public AccessLog(String client) {
        log = System.getLogger("dev.catchwater.fairlead." + client);
    }

    @Override
    public void on(CallEvent event) {
        if (log.isLoggable(System.Logger.Level.DEBUG)) {
            String line = line(event);
            if (!line.isEmpty()) {
                log.log(System.Logger.Level.DEBUG, line);
            }
        }
    }

    private static String line(CallEvent event) {
        String call = "#" + event.call() + " ";
        return switch (event) {
            case CallEvent.Ended end -> call + words(end);
            case CallEvent.Retrying retry ->
                call + "attempt " + retry.attempt() + " failed (" + retry.reason() + "), next in "
                        + retry.delay().toMillis() + " ms";
            case CallEvent.RetryDenied denied ->
                call + "attempt " + denied.attempt() + " failed (" + denied.reason() + "), no budget for another";
            case CallEvent.CircuitChanged change ->
                call + "circuit of " + change.origin() + " from " + change.from() + " to " + change.to();
            case CallEvent.EndpointChanged change -> (change.call() == 0 ? "" : call) + words(change);
            case CallEvent.TlsReloaded reloaded -> words(reloaded);
            case CallEvent.Redirected redirect -> call + "redirected (" + redirect.status() + ")";
            case CallEvent.Paused paused ->
                call + paused.scope() + " stands still for " + paused.pause().toMillis() + " ms";
            case CallEvent.TokenAsked asked ->
                call + asked.failure().map(HttpFailure::message).orElse("a new token");
            case CallEvent.Began _,
                    CallEvent.Queued _,
                    CallEvent.Admitted _,
                    CallEvent.Attempted _,
                    CallEvent.Cached _,
                    CallEvent.Exchanged _,
                    CallEvent.LimitChanged _,
                    CallEvent.TurnedAway _,
                    CallEvent.Answered _ -> "";
        };
    }

    private static String words(CallEvent.Ended end) {
        return end.request() + " " + (end.status() == 0 ? "-" : end.status()) + " " + words(end.outcome()) + " in "
                + end.took().toMillis() + " ms";
    }

    private static String words(CallEvent.TlsReloaded reloaded) {
        return reloaded.failure()
                .map(why -> "new certificates cannot be used: " + why)
                .orElse("new certificates");
    }

    private static String words(CallEvent.EndpointChanged change) {
        return "endpoint " + change.endpoint() + " of " + change.origin() + " " + change.to() + " (" + change.reason()
                + "), " + change.available() + " of " + change.known() + " available";
    }

    private static String words(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Completed done -> done.bytes() + " bytes";
            case Outcome.Failed(var failure) -> failure.message();
            case Outcome.Cancelled cancelled -> "cancelled";
        };
    }
}
