package dev.catchwater.fairlead.cache;

import java.time.Duration;
import java.util.List;

/**
 * What an operator decides. Everything else is the RFC's.
 *
 * @param name of this cache in Cache-Status (RFC 9211); a token, or any printable ASCII
 * @param mode private or shared
 * @param heuristicFraction of the time since Last-Modified that a response without explicit lifetime stays fresh
 *     (RFC 9111 §4.2.2); 0 for none
 * @param heuristicCap no heuristic lifetime is longer
 * @param maxTtl no lifetime at all is longer
 * @param staleWhileRevalidate how long a stale response that does not say may be used while it is refreshed (RFC 5861)
 * @param staleIfError the same for when the origin fails or cannot be reached
 * @param targetedFields response fields that stand in for Cache-Control, the first that is there and valid wins
 *     (RFC 9213), e.g. {@code CDN-Cache-Control}
 * @param honourRequests whether clients may ask for fresher or accept staler answers (RFC 9111 §5.2.1)
 * @param sMaxageForbidsStale whether s-maxage means proxy-revalidate too, as RFC 9111 §5.2.2.10 says; many operators
 *     expect stale-while-revalidate beside it to be heard
 */
public record CachePolicy(
        String name,
        Mode mode,
        double heuristicFraction,
        Duration heuristicCap,
        Duration maxTtl,
        Duration staleWhileRevalidate,
        Duration staleIfError,
        List<String> targetedFields,
        boolean honourRequests,
        boolean sMaxageForbidsStale) {

    /** Whom a cache serves (RFC 9111 §1). */
    public enum Mode {
        /** One user: may keep what is private. */
        PRIVATE,
        /** Many users: proxies and gateways. */
        SHARED
    }

    /** A tenth of a resource's age, at most a day; no stale use beyond what responses allow. */
    public static final CachePolicy PRIVATE = new CachePolicy(
            "fairlead",
            Mode.PRIVATE,
            0.1,
            Duration.ofDays(1),
            Duration.ofDays(365),
            Duration.ZERO,
            Duration.ZERO,
            List.of(),
            true,
            true);

    /** The same for many users; listens to CDN-Cache-Control. */
    public static final CachePolicy SHARED = new CachePolicy(
            "fairlead",
            Mode.SHARED,
            0.1,
            Duration.ofDays(1),
            Duration.ofDays(365),
            Duration.ZERO,
            Duration.ZERO,
            List.of("CDN-Cache-Control"),
            true,
            true);

    public CachePolicy {
        if (!(heuristicFraction >= 0 && heuristicFraction <= 1)) {
            throw new IllegalArgumentException("the heuristic fraction is between 0 and 1");
        }
        if (heuristicCap.isNegative()
                || maxTtl.isNegative()
                || staleWhileRevalidate.isNegative()
                || staleIfError.isNegative()) {
            throw new IllegalArgumentException("times must not be negative");
        }
        if (name.isEmpty() || !name.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
            throw new IllegalArgumentException("the name is printable ASCII");
        }
        targetedFields = List.copyOf(targetedFields);
    }

    public CachePolicy withName(String other) {
        return new CachePolicy(
                other,
                mode,
                heuristicFraction,
                heuristicCap,
                maxTtl,
                staleWhileRevalidate,
                staleIfError,
                targetedFields,
                honourRequests,
                sMaxageForbidsStale);
    }

    public CachePolicy withHeuristic(double fraction, Duration cap) {
        return new CachePolicy(
                name,
                mode,
                fraction,
                cap,
                maxTtl,
                staleWhileRevalidate,
                staleIfError,
                targetedFields,
                honourRequests,
                sMaxageForbidsStale);
    }

    public CachePolicy withMaxTtl(Duration longest) {
        return new CachePolicy(
                name,
                mode,
                heuristicFraction,
                heuristicCap,
                longest,
                staleWhileRevalidate,
                staleIfError,
                targetedFields,
                honourRequests,
                sMaxageForbidsStale);
    }

    public CachePolicy withStale(Duration whileRevalidate, Duration ifError) {
        return new CachePolicy(
                name,
                mode,
                heuristicFraction,
                heuristicCap,
                maxTtl,
                whileRevalidate,
                ifError,
                targetedFields,
                honourRequests,
                sMaxageForbidsStale);
    }

    public CachePolicy withTargetedFields(String... names) {
        return new CachePolicy(
                name,
                mode,
                heuristicFraction,
                heuristicCap,
                maxTtl,
                staleWhileRevalidate,
                staleIfError,
                List.of(names),
                honourRequests,
                sMaxageForbidsStale);
    }

    public CachePolicy withHonourRequests(boolean honour) {
        return new CachePolicy(
                name,
                mode,
                heuristicFraction,
                heuristicCap,
                maxTtl,
                staleWhileRevalidate,
                staleIfError,
                targetedFields,
                honour,
                sMaxageForbidsStale);
    }

    public CachePolicy withSMaxageForbidsStale(boolean forbids) {
        return new CachePolicy(
                name,
                mode,
                heuristicFraction,
                heuristicCap,
                maxTtl,
                staleWhileRevalidate,
                staleIfError,
                targetedFields,
                honourRequests,
                forbids);
    }

    boolean isShared() {
        return mode == Mode.SHARED;
    }
}
