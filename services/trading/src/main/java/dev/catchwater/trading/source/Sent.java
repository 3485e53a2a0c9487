package dev.catchwater.trading.source;

import dev.catchwater.fairlead.HttpException;
import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.trading.ExchangeFailure;

/** Whether what failed on the way may have arrived. */
public final class Sent {

    private Sent() {}

    /** The failure for the core; one that is none of HTTP's is a bug of ours and goes on as it is. */
    public static Throwable failure(Throwable thrown) {
        return thrown instanceof HttpException http ? of(http.failure()).asException(thrown) : thrown;
    }

    private static ExchangeFailure of(HttpFailure failure) {
        var message = failure.message();
        return switch (failure) {
            case HttpFailure.RateLimited limited -> new ExchangeFailure.Limited(limited.delay(), message);
            case HttpFailure.InvalidRequest _,
                    HttpFailure.Forbidden _,
                    HttpFailure.UnknownHost _,
                    HttpFailure.Refused _,
                    HttpFailure.Untrusted _,
                    HttpFailure.Overloaded _,
                    HttpFailure.CircuitOpen _,
                    HttpFailure.NoToken _,
                    HttpFailure.Closed _ -> new ExchangeFailure.NotSent(message);
            case HttpFailure.TimedOut late ->
                before(late.phase()) ? new ExchangeFailure.NotSent(message) : new ExchangeFailure.Unknown(message);
            case HttpFailure.Disconnected _,
                    HttpFailure.Malformed _,
                    HttpFailure.TooLarge _,
                    HttpFailure.BadRedirect _,
                    HttpFailure.BadStatus _,
                    HttpFailure.BadBody _ -> new ExchangeFailure.Unknown(message);
        };
    }

    private static boolean before(HttpFailure.Phase phase) {
        return phase == HttpFailure.Phase.QUEUE || phase == HttpFailure.Phase.CONNECT;
    }
}
