package dev.catchwater.fairlead.cache;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** What an operator decides, immutable; {@code with…} gives a copy that differs in one. Everything else is the RFC's. */
public final class CachePolicy {
    /** Whom a cache serves (RFC 9111 §1). */
    public enum Mode {
        /** One user: may keep what is private. */
        PRIVATE,
        /** Many users: proxies and gateways. */
        SHARED
    }

    /** A tenth of a resource's age, at most a day; no stale use beyond what responses allow. */
    public static final CachePolicy PRIVATE = new CachePolicy(new Knobs());

    /** The same for many users; listens to CDN-Cache-Control. */
    public static final CachePolicy SHARED =
            PRIVATE.with(knobs -> knobs.mode = Mode.SHARED).withTargetedFields("CDN-Cache-Control");

    private final Knobs knobs;

    private CachePolicy(Knobs knobs) {
        this.knobs = knobs;
    }

    /** Of this cache in Cache-Status (RFC 9211). */
    public String name() {
        return knobs.name;
    }

    /**
     * This policy under another name.
     *
     * @param name a token, or any printable ASCII
     */
    public CachePolicy withName(String name) {
        require(!name.isEmpty() && name.chars().allMatch(c -> c >= ' ' && c < 0x7f), "the name is printable ASCII");
        return with(changed -> changed.name = name);
    }

    public Mode mode() {
        return knobs.mode;
    }

    boolean isShared() {
        return knobs.mode == Mode.SHARED;
    }

    /** The part of the time since Last-Modified that a response without explicit lifetime stays fresh (RFC 9111 §4.2.2). */
    public double heuristicFraction() {
        return knobs.heuristicFraction;
    }

    /** No heuristic lifetime is longer. */
    public Duration heuristicCap() {
        return knobs.heuristicCap;
    }

    /**
     * This policy with other heuristics.
     *
     * @param fraction from 0, for none, to 1
     */
    public CachePolicy withHeuristic(double fraction, Duration cap) {
        require(fraction >= 0 && fraction <= 1, "the heuristic fraction is between 0 and 1");
        requireTime(cap);
        return with(changed -> {
            changed.heuristicFraction = fraction;
            changed.heuristicCap = cap;
        });
    }

    /** No lifetime at all is longer. */
    public Duration maxTtl() {
        return knobs.maxTtl;
    }

    public CachePolicy withMaxTtl(Duration longest) {
        requireTime(longest);
        return with(changed -> changed.maxTtl = longest);
    }

    /** How long a stale response that does not say may be used while it is refreshed (RFC 5861 §3). */
    public Duration staleWhileRevalidate() {
        return knobs.staleWhileRevalidate;
    }

    /** The same for when the origin fails or cannot be reached (RFC 5861 §4). */
    public Duration staleIfError() {
        return knobs.staleIfError;
    }

    public CachePolicy withStale(Duration whileRevalidate, Duration ifError) {
        requireTime(whileRevalidate);
        requireTime(ifError);
        return with(changed -> {
            changed.staleWhileRevalidate = whileRevalidate;
            changed.staleIfError = ifError;
        });
    }

    /**
     * How long a response that was fresh once, and does not say, may be used while its origin gives no answer at all: a cache
     * that is disconnected (RFC 9111 §4.2.4). An answer of 500 is one; for that there is {@link #staleIfError}.
     */
    public Duration staleWhileDisconnected() {
        return knobs.staleWhileDisconnected;
    }

    public CachePolicy withStaleWhileDisconnected(Duration longest) {
        requireTime(longest);
        return with(changed -> changed.staleWhileDisconnected = longest);
    }

    /** Response fields that stand in for Cache-Control: the first that is there and valid wins (RFC 9213). */
    public List<String> targetedFields() {
        return knobs.targetedFields;
    }

    public CachePolicy withTargetedFields(String... names) {
        return with(changed -> changed.targetedFields = List.of(names));
    }

    /** Whether clients may ask for fresher or accept staler answers (RFC 9111 §5.2.1). */
    public boolean honourRequests() {
        return knobs.honourRequests;
    }

    public CachePolicy withHonourRequests(boolean honour) {
        return with(changed -> changed.honourRequests = honour);
    }

    /**
     * Whether s-maxage means proxy-revalidate too, as RFC 9111 §5.2.2.10 says; many operators expect
     * stale-while-revalidate beside it to be heard.
     */
    public boolean sMaxageForbidsStale() {
        return knobs.sMaxageForbidsStale;
    }

    public CachePolicy withSMaxageForbidsStale(boolean forbids) {
        return with(changed -> changed.sMaxageForbidsStale = forbids);
    }

    /**
     * Whether a stored response in the one language that a request wants most answers it, whatever other languages the
     * request that stored it named. Beyond the letter of RFC 9111 §4.1, hence off by default.
     */
    public boolean selectsLanguages() {
        return knobs.selectsLanguages;
    }

    public CachePolicy withSelectsLanguages(boolean selects) {
        return with(changed -> changed.selectsLanguages = selects);
    }

    /**
     * Whether an origin is told the tags of all stored variants where a request selects none, so that it can name one of them
     * (RFC 9111 §4.1). Not for origins that give several variants one tag.
     */
    public boolean asksAboutVariants() {
        return knobs.asksAboutVariants;
    }

    public CachePolicy withAsksAboutVariants(boolean asks) {
        return with(changed -> changed.asksAboutVariants = asks);
    }

    /** What stands in for what responses say. */
    public Ruling ruling() {
        return knobs.ruling;
    }

    public CachePolicy withRuling(Ruling ruling) {
        return with(changed -> changed.ruling = ruling);
    }

    private static void requireTime(Duration time) {
        require(!time.isNegative(), "times must not be negative");
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException(what);
        }
    }

    private CachePolicy with(Consumer<Knobs> change) {
        Knobs copy = knobs.copy();
        change.accept(copy);
        return new CachePolicy(copy);
    }

    /** Changed only between being copied and being handed to a new policy. */
    private static final class Knobs implements Cloneable {
        private String name = "fairlead";
        private Mode mode = Mode.PRIVATE;
        private double heuristicFraction = 0.1;
        private Duration heuristicCap = Duration.ofDays(1);
        private Duration maxTtl = Duration.ofDays(365);
        private Duration staleWhileRevalidate = Duration.ZERO;
        private Duration staleIfError = Duration.ZERO;
        private Duration staleWhileDisconnected = Duration.ZERO;
        private List<String> targetedFields = List.of();
        private boolean honourRequests = true;
        private boolean sMaxageForbidsStale = true;
        private boolean selectsLanguages;
        private boolean asksAboutVariants = true;
        private Ruling ruling = Ruling.NONE;

        Knobs copy() {
            try {
                return (Knobs) clone();
            } catch (CloneNotSupportedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
