package dev.catchwater.fairlead.redirect;

/**
 * Which redirects are followed.
 *
 * @param maxHops how many in one call, up to 50; 0 follows none and gives 3xx answers to the caller
 * @param allowDowngrade whether https may lead to http
 */
public record RedirectPolicy(int maxHops, boolean allowDowngrade) {
    /** Ten hops, never from https to http. */
    public static final RedirectPolicy DEFAULT = new RedirectPolicy(10, false);

    /** 3xx answers go to the caller. */
    public static final RedirectPolicy NONE = new RedirectPolicy(0, false);

    public RedirectPolicy {
        if (maxHops < 0 || maxHops > 50) {
            throw new IllegalArgumentException("the number of redirects is from 0 to 50");
        }
    }
}
