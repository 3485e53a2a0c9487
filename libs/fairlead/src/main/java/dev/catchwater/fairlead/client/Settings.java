package dev.catchwater.fairlead.client;

import dev.catchwater.fairlead.CallListener;
import dev.catchwater.fairlead.CredentialFields;
import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.admission.AdmissionPolicy;
import dev.catchwater.fairlead.balance.Endpoints;
import dev.catchwater.fairlead.breaker.BreakerPolicy;
import dev.catchwater.fairlead.caching.CachingPolicy;
import dev.catchwater.fairlead.cookies.CookieJar;
import dev.catchwater.fairlead.credentials.Credentials;
import dev.catchwater.fairlead.deadline.Propagation;
import dev.catchwater.fairlead.exchange.Bounds;
import dev.catchwater.fairlead.exchange.Protocol;
import dev.catchwater.fairlead.guard.GuardPolicy;
import dev.catchwater.fairlead.observe.Tracing;
import dev.catchwater.fairlead.observe.patterns.PatternPolicy;
import dev.catchwater.fairlead.redirect.RedirectPolicy;
import dev.catchwater.fairlead.retry.RetryPolicy;
import dev.catchwater.fairlead.tls.TlsPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** All knobs of a client, immutable. {@link #named} has sane defaults; {@code with…} gives a copy that differs in one. */
public final class Settings {
    private static final List<String> HARMLESS =
            List.of("User-Agent", "Accept", "Accept-Charset", "Accept-Encoding", "Accept-Language");

    private final String name;
    private final Knobs knobs;

    private Settings(String name, Knobs knobs) {
        this.name = name;
        this.knobs = knobs;
    }

    /** 30 s a call, ten redirects, three attempts, 64 in flight, public addresses only, 64 MiB. */
    public static Settings named(String name) {
        Knobs usual = new Knobs();
        usual.defaults = Headers.of("User-Agent", "Fairlead/0.1 (" + name + ")");
        return new Settings(name, usual);
    }

    /** For metrics and logs. */
    public String name() {
        return name;
    }

    /** Header fields of requests that do not carry them. */
    public Headers defaults() {
        return knobs.defaults;
    }

    /** Adds to the defaults that are there; of the same name, the new one counts. */
    public Settings withDefaults(Headers headers) {
        return with(knobs -> knobs.defaults = headers.orElse(knobs.defaults));
    }

    /** Without the defaults that are there: for asking strangers over the connections of a client that has secrets. */
    public Settings withoutDefaults() {
        return with(knobs -> knobs.defaults = Headers.none());
    }

    /**
     * What requests carry for one origin and one identity alone: the well-known fields, those named by
     * {@link #withCredentialFields}, and all {@link #defaults} but User-Agent and what content is accepted.
     */
    public CredentialFields credentialFields() {
        List<String> own = new ArrayList<>();
        knobs.defaults.forEach((name, value) -> {
            if (HARMLESS.stream().noneMatch(name::equalsIgnoreCase)) {
                own.add(name);
            }
        });
        return knobs.credentialFields.and(own);
    }

    /** Adds names of fields that hold credentials, though nobody knows them for that. */
    public Settings withCredentialFields(String... names) {
        CredentialFields more = knobs.credentialFields.and(List.of(names));
        return with(knobs -> knobs.credentialFields = more);
    }

    /** The limit on a whole call, body included, for requests that name none. */
    public Duration timeout() {
        return knobs.timeout;
    }

    public Settings withTimeout(Duration limit) {
        return with(knobs -> knobs.timeout = limit);
    }

    /** Whether upstreams are told how much time is left. */
    public Propagation propagation() {
        return knobs.propagation;
    }

    public Settings withPropagation(Propagation other) {
        return with(knobs -> knobs.propagation = other);
    }

    /** Which redirects are followed. */
    public RedirectPolicy redirects() {
        return knobs.redirects;
    }

    public Settings withRedirects(RedirectPolicy policy) {
        return with(knobs -> knobs.redirects = policy);
    }

    /** Which attempts are made again. */
    public RetryPolicy retries() {
        return knobs.retries;
    }

    public Settings withRetries(RetryPolicy policy) {
        return with(knobs -> knobs.retries = policy);
    }

    /** How many attempts are in flight and wait. */
    public AdmissionPolicy admission() {
        return knobs.admission;
    }

    public Settings withAdmission(AdmissionPolicy policy) {
        return with(knobs -> knobs.admission = policy);
    }

    /** Which addresses may be connected to. */
    public GuardPolicy guard() {
        return knobs.guard;
    }

    public Settings withGuard(GuardPolicy policy) {
        return with(knobs -> knobs.guard = policy);
    }

    /** What one exchange may take. */
    public Bounds bounds() {
        return knobs.bounds;
    }

    public Settings withBounds(Bounds limits) {
        return with(knobs -> knobs.bounds = limits);
    }

    /** Whom the client trusts, and who it says it is. */
    public TlsPolicy tls() {
        return knobs.tls;
    }

    public Settings withTls(TlsPolicy policy) {
        return with(knobs -> knobs.tls = policy);
    }

    /** Which versions of HTTP it speaks. */
    public Protocol protocol() {
        return knobs.protocol;
    }

    public Settings withProtocol(Protocol versions) {
        return with(knobs -> knobs.protocol = versions);
    }

    /** Where cookies are kept; without a jar there are none. */
    public Optional<CookieJar> cookies() {
        return knobs.cookies;
    }

    /** Keeps cookies in this jar and sends them from it. */
    public Settings withCookies(CookieJar jar) {
        return with(knobs -> knobs.cookies = Optional.of(jar));
    }

    /** What requests are authorized with, by origin. */
    public Map<String, Credentials> credentials() {
        return knobs.credentials;
    }

    /**
     * Authorizes requests to one origin, and to no other.
     *
     * @param origin any URI of it, e.g. {@code https://api.example.org}
     */
    public Settings withCredentials(String origin, Credentials credentials) {
        Map<String, Credentials> more = new HashMap<>(knobs.credentials);
        more.put(Request.get(origin).origin(), credentials);
        return with(knobs -> knobs.credentials = Map.copyOf(more));
    }

    /** When an origin is left alone. */
    public BreakerPolicy breaker() {
        return knobs.breaker;
    }

    public Settings withBreaker(BreakerPolicy policy) {
        return with(knobs -> knobs.breaker = policy);
    }

    /** The client's cache, where it has one. */
    public Optional<CachingPolicy> cache() {
        return knobs.cache;
    }

    /** Keeps answers and uses them again, as RFC 9111 allows. */
    public Settings withCache(CachingPolicy policy) {
        return with(knobs -> knobs.cache = Optional.of(policy));
    }

    /** The origins that have several endpoints. */
    public List<Endpoints> endpoints() {
        return knobs.endpoints;
    }

    /** Sends requests to an origin to endpoints of it, in place of those it had. */
    public Settings withEndpoints(Endpoints ofAnOrigin) {
        return with(knobs -> knobs.endpoints = Stream.concat(
                        knobs.endpoints.stream()
                                .filter(others -> !others.origin().equals(ofAnOrigin.origin())),
                        Stream.of(ofAnOrigin))
                .toList());
    }

    /** Who makes spans of attempts, where anybody does. */
    public Optional<Tracing> tracing() {
        return knobs.tracing;
    }

    /** Makes a span of each attempt and tells the upstream of it; needs the OpenTelemetry API. */
    public Settings withTracing(Tracing tracing) {
        return with(knobs -> knobs.tracing = Optional.of(tracing));
    }

    /** How patterns are watched, where they are. */
    public Optional<PatternPolicy> patterns() {
        return knobs.patterns;
    }

    /** Watches how each host and route answers, for {@link HttpClient#patterns}. */
    public Settings withPatterns(PatternPolicy policy) {
        return with(knobs -> knobs.patterns = Optional.of(policy));
    }

    /** Hears every event. */
    public CallListener listener() {
        return knobs.listener;
    }

    /** Adds a listener to those that are there. */
    public Settings withListener(CallListener another) {
        return with(knobs -> knobs.listener = knobs.listener.and(another));
    }

    private Settings with(Consumer<Knobs> change) {
        Knobs copy = knobs.copy();
        change.accept(copy);
        return new Settings(name, copy);
    }

    /** Changed only between being copied and being handed to new settings. */
    private static final class Knobs implements Cloneable {
        private Headers defaults = Headers.none();
        private CredentialFields credentialFields = CredentialFields.WELL_KNOWN;
        private Duration timeout = Duration.ofSeconds(30);
        private Propagation propagation = Propagation.NONE;
        private RedirectPolicy redirects = RedirectPolicy.DEFAULT;
        private RetryPolicy retries = RetryPolicy.DEFAULT;
        private AdmissionPolicy admission = AdmissionPolicy.DEFAULT;
        private GuardPolicy guard = GuardPolicy.PUBLIC_ONLY;
        private Bounds bounds = Bounds.DEFAULT;
        private TlsPolicy tls = TlsPolicy.DEFAULT;
        private Protocol protocol = Protocol.HTTP_1_1;
        private Optional<CookieJar> cookies = Optional.empty();
        private Map<String, Credentials> credentials = Map.of();
        private BreakerPolicy breaker = BreakerPolicy.DEFAULT;
        private Optional<CachingPolicy> cache = Optional.empty();
        private List<Endpoints> endpoints = List.of();
        private Optional<Tracing> tracing = Optional.empty();
        private Optional<PatternPolicy> patterns = Optional.empty();
        private CallListener listener = CallListener.NONE;

        Knobs copy() {
            try {
                return (Knobs) clone();
            } catch (CloneNotSupportedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
