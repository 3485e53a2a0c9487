package dev.catchwater.fairlead.observe;

import dev.catchwater.fairlead.CallEvent;
import dev.catchwater.fairlead.CallListener;
import dev.catchwater.fairlead.Outcome;

/**
 * One line for each call that ended, and one for each retry and redirect, at debug level in the logger
 * {@code dev.catchwater.fairlead.<client>}. Lines hold methods, origins and paths; never queries, headers or bodies.
 */
public final class AccessLog implements CallListener {
    private final System.Logger log;

    public AccessLog(String client) {
        log = System.getLogger("dev.catchwater.fairlead." + client);
    }

    @Override
    public void on(CallEvent event) {
        if (!log.isLoggable(System.Logger.Level.DEBUG)) {
            return;
        }
        switch (event) {
            case CallEvent.Ended end ->
                log.log(
                        System.Logger.Level.DEBUG,
                        "#{0} {1} {2} {3} in {4} ms",
                        end.call(),
                        end.request(),
                        end.status() == 0 ? "-" : end.status(),
                        words(end.outcome()),
                        end.took().toMillis());
            case CallEvent.Retrying retry ->
                log.log(
                        System.Logger.Level.DEBUG,
                        "#{0} attempt {1} failed ({2}), next in {3} ms",
                        retry.call(),
                        retry.attempt(),
                        retry.reason(),
                        retry.delay().toMillis());
            case CallEvent.Redirected redirect ->
                log.log(System.Logger.Level.DEBUG, "#{0} redirected ({1})", redirect.call(), redirect.status());
            case CallEvent.Began began -> {}
            case CallEvent.Admitted admitted -> {}
            case CallEvent.TurnedAway turnedAway -> {}
            case CallEvent.Answered answered -> {}
        }
    }

    private static String words(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Completed done -> done.bytes() + " bytes";
            case Outcome.Failed(var failure) -> failure.message();
            case Outcome.Cancelled cancelled -> "cancelled";
        };
    }
}
