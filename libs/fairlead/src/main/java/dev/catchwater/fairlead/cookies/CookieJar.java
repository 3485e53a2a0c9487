package dev.catchwater.fairlead.cookies;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Cookies of many sites (RFC 6265bis), 50 a domain and 3,000 in all; beyond that expired ones go first, then of a full
 * domain those that are not secure, then the longest unused. Thread-safe; may be shared by clients.
 */
public final class CookieJar {
    private static final int MAX_PER_DOMAIN = 50;
    private static final int MAX_IN_ALL = 3_000;

    private static final Comparator<Cookie> SENDING_ORDER =
            Comparator.comparingInt((Cookie cookie) -> -cookie.path().length()).thenComparing(Cookie::created);

    private final Map<String, Map<Cookie.Key, Cookie>> byDomain = new HashMap<>();
    private int size;

    /** An empty jar. The first in a process reads the list of public suffixes and blocks for it. */
    public CookieJar() {
        PublicSuffixes.load();
    }

    /**
     * Takes the Set-Cookie fields of an answer; those that must not be set are ignored.
     *
     * @param from what was asked
     * @param onBehalfOf the page or service of another site that caused the request, if any
     */
    public void receive(URI from, Optional<URI> onBehalfOf, List<String> fields, Instant now) {
        boolean sameSite = onBehalfOf.isEmpty() || Reception.isSameSite(onBehalfOf.get(), from);
        for (String field : fields) {
            SetCookie.parse(field, now)
                    .flatMap(set -> Reception.accept(set, from, sameSite, now))
                    .ifPresent(cookie -> store(cookie, Reception.isSecure(from), now));
        }
    }

    /** The value of the Cookie field for a request; empty if there is nothing to send. */
    public synchronized String send(URI to, Optional<URI> onBehalfOf, Instant now) {
        String host = Reception.host(to);
        String path = Reception.path(to);
        boolean overTls = Reception.isSecure(to);
        boolean sameSite = onBehalfOf.isEmpty() || Reception.isSameSite(onBehalfOf.get(), to);
        List<Cookie> chosen = new ArrayList<>();
        for (String domain = host; !domain.isEmpty(); domain = domain.substring(domain.indexOf('.') + 1)) {
            for (Cookie cookie : byDomain.getOrDefault(domain, Map.of()).values()) {
                if (cookie.fits(host, path, overTls)
                        && !cookie.isExpired(now)
                        && (sameSite || cookie.sameSite() == SameSite.NONE)) {
                    chosen.add(cookie);
                }
            }
            if (domain.indexOf('.') < 0) {
                break;
            }
        }
        chosen.sort(SENDING_ORDER);
        chosen.forEach(cookie -> put(cookie.accessedAt(now)));
        return chosen.stream().map(Cookie::pair).collect(Collectors.joining("; "));
    }

    /** Every cookie that has not expired, those without an expiry too: secrets, to be kept as such. */
    public synchronized List<Cookie> export(Instant now) {
        return all().stream().filter(cookie -> !cookie.isExpired(now)).toList();
    }

    /** Adds cookies that were exported; one that is already there is replaced. */
    public synchronized void restore(Collection<Cookie> cookies, Instant now) {
        for (Cookie cookie : cookies) {
            if (!cookie.isExpired(now) && !(PublicSuffixes.isPublic(cookie.domain()) && !cookie.hostOnly())) {
                put(cookie);
                evict(cookie.domain(), now);
            }
        }
    }

    public synchronized void clear() {
        byDomain.clear();
        size = 0;
    }

    public synchronized int size() {
        return size;
    }

    private synchronized void store(Cookie cookie, boolean overTls, Instant now) {
        if (!cookie.secure() && !overTls && shadowsSecure(cookie)) {
            return;
        }
        Cookie before = byDomain.getOrDefault(cookie.domain(), Map.of()).get(cookie.key());
        put(before == null ? cookie : cookie.createdAt(before.created()));
        evict(cookie.domain(), now);
    }

    /** Without TLS nothing may stand in the place of a secure cookie, or above it (RFC 6265bis §5.7, step 16). */
    private boolean shadowsSecure(Cookie cookie) {
        return all().stream()
                .anyMatch(other -> other.secure()
                        && other.name().equals(cookie.name())
                        && (Cookie.domainMatches(cookie.domain(), other.domain())
                                || Cookie.domainMatches(other.domain(), cookie.domain()))
                        && Cookie.pathMatches(cookie.path(), other.path()));
    }

    private void evict(String domain, Instant now) {
        Map<Cookie.Key, Cookie> mine = byDomain.getOrDefault(domain, Map.of());
        List.copyOf(mine.values()).stream()
                .filter(cookie -> cookie.isExpired(now))
                .forEach(this::remove);
        while (mine.size() > MAX_PER_DOMAIN) {
            mine.values().stream()
                    .min(Comparator.comparing(Cookie::secure).thenComparing(Cookie::accessed))
                    .ifPresent(this::remove);
        }
        if (size > MAX_IN_ALL) {
            all().stream().filter(cookie -> cookie.isExpired(now)).forEach(this::remove);
        }
        while (size > MAX_IN_ALL) {
            all().stream().min(Comparator.comparing(Cookie::accessed)).ifPresent(this::remove);
        }
    }

    private List<Cookie> all() {
        return byDomain.values().stream()
                .flatMap(cookies -> cookies.values().stream())
                .toList();
    }

    private void put(Cookie cookie) {
        Map<Cookie.Key, Cookie> mine = byDomain.computeIfAbsent(cookie.domain(), domain -> new LinkedHashMap<>());
        size += mine.put(cookie.key(), cookie) == null ? 1 : 0;
    }

    private void remove(Cookie cookie) {
        Map<Cookie.Key, Cookie> mine = byDomain.getOrDefault(cookie.domain(), Map.of());
        size -= mine.remove(cookie.key()) == null ? 0 : 1;
        if (mine.isEmpty()) {
            byDomain.remove(cookie.domain());
        }
    }

    /** How many; names and values are secrets. */
    @Override
    public String toString() {
        return size() + " cookies";
    }
}
