package dev.catchwater.fairlead.observe.patterns;

/**
 * How a host and a route answered until it was looked at.
 *
 * @param origin scheme, host and port, or {@link #OTHER}
 * @param route the template that URIs were made from, or {@link #NONE}; never a path that was asked for
 * @param recent the last 60 to 90 seconds
 * @param before the ten minutes before those
 * @param slower whether recent latencies are higher than those before, beyond chance: see {@link Shift}
 * @param failing whether recent errors are more than those before, beyond chance
 */
public record PatternView(
        String origin, String route, Figures recent, Figures before, boolean slower, boolean failing) {
    /** The route of requests that no template made. */
    public static final String NONE = "none";

    /** Origin and route of what is not told apart. */
    public static final String OTHER = "other";
}
