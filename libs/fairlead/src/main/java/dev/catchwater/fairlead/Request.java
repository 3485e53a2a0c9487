package dev.catchwater.fairlead;

import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One request, immutable. {@code with…} methods give a changed copy.
 *
 * <p>The target must be an absolute {@code http} or {@code https} URI with a host and without user information;
 * anything else fails with {@link HttpFailure.InvalidRequest}.
 */
public final class Request {
    /** How long the call may take from sending to the end of its body; {@link Duration#ZERO}: the client's default. */
    private static final Attribute<Duration> TIMEOUT = Attribute.of("timeout", Duration.ZERO);

    /** Longer than any process lives; added to an instant it still fits. */
    private static final Duration UNLIMITED = Duration.ofDays(36_500);

    /** Zero: the client's default. */
    private static final Attribute<Long> MAX_BODY = Attribute.of("max-body-bytes", 0L);

    /** On the scale of {@link Timers#nanos()}; {@link Long#MAX_VALUE}: never. */
    private static final Attribute<Long> EXPIRY = Attribute.of("expiry-nanos", Long.MAX_VALUE);

    private static final Attribute<Optional<InetAddress>> ADDRESS = Attribute.of("address", Optional.empty());

    private static final Attribute<Optional<Endpoint>> ENDPOINT = Attribute.of("endpoint", Optional.empty());

    private static final Attribute<Boolean> CODED = Attribute.of("coded", false);
    private static final Attribute<Consumer<Request>> DEPARTURE = Attribute.of("departure", sent -> {});

    private final Method method;
    private final Target target;
    private final Headers headers;
    private final RequestBody body;
    private final @Nullable Attributes attributes;

    private Request(Method method, Target target, Headers headers, RequestBody body, @Nullable Attributes attributes) {
        this.method = method;
        this.target = target;
        this.headers = headers;
        this.body = body;
        this.attributes = attributes;
    }

    public static Request of(Method method, URI uri) {
        return new Request(method, new Target(checked(uri)), Headers.none(), RequestBody.NONE, null);
    }

    public static Request of(Method method, String uri) {
        try {
            return of(method, URI.create(uri));
        } catch (IllegalArgumentException quotesTheUri) {
            throw new HttpFailure.InvalidRequest("not a URI").asException();
        }
    }

    public static Request get(String uri) {
        return of(Method.GET, uri);
    }

    public static Request get(URI uri) {
        return of(Method.GET, uri);
    }

    public static Request post(String uri) {
        return of(Method.POST, uri);
    }

    public Method method() {
        return method;
    }

    public URI uri() {
        return target.uri;
    }

    public Headers headers() {
        return headers;
    }

    public RequestBody body() {
        return body;
    }

    public Request withMethod(Method other) {
        return new Request(other, target, headers, body, attributes);
    }

    /** This request to another target; an address or endpoint chosen for the old origin is forgotten with it. */
    public Request withUri(URI other) {
        Request moved = new Request(method, new Target(checked(other)), headers, body, attributes);
        return moved.origin().equals(origin())
                ? moved
                : moved.with(ADDRESS, Optional.empty()).with(ENDPOINT, Optional.empty());
    }

    /** The first value of a query parameter, decoded. */
    public Optional<String> query(String name) {
        return QueryString.first(uri(), name);
    }

    /** This request with one more query parameter, after those that are there; both are encoded. */
    public Request withQuery(String name, String value) {
        return withUri(QueryString.with(uri(), name, value));
    }

    /** This request with this as the only query parameter of its name, in the place of the first. */
    public Request replaceQuery(String name, String value) {
        return withUri(QueryString.replace(uri(), name, value));
    }

    @SuppressWarnings("ReferenceEquality") // the same headers, and no copy
    public Request withHeaders(Headers others) {
        return others == headers ? this : new Request(method, target, others, body, attributes);
    }

    /** This request with this value as the only one of the header. */
    public Request withHeader(String name, String value) {
        return withHeaders(headers.with(name, value));
    }

    public Request withBody(RequestBody other) {
        return new Request(method, target, headers, other, attributes);
    }

    public Request withBody(String contentType, Buffer content) {
        return withBody(new RequestBody.Bytes(content)).withHeader("Content-Type", contentType);
    }

    /** This request with a body that is sent as the peer takes it, chunked, and never sent twice. */
    public Request withStream(String contentType, Multi<Buffer> content) {
        return withBody(new RequestBody.Stream(() -> content, -1, false)).withHeader("Content-Type", contentType);
    }

    /** Limits the whole call, its retries, redirects and the reading of its body included. */
    public Request withTimeout(Duration timeout) {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("timeout must be positive");
        }
        return with(TIMEOUT, timeout.compareTo(UNLIMITED) > 0 ? UNLIMITED : timeout);
    }

    /** Lifts the limit on the whole call, for streams that never end; idle and connect limits stay. */
    public Request withoutTimeout() {
        return with(TIMEOUT, UNLIMITED);
    }

    /** The limit on the whole call, given the client's default. */
    public Duration timeout(Duration orElse) {
        Duration own = get(TIMEOUT);
        return own.isZero() ? orElse : own;
    }

    /** Whether the call has no limit as a whole. */
    public boolean isUnlimited() {
        return get(TIMEOUT).equals(UNLIMITED);
    }

    /** Notes when the call as a whole expires, on the scale of {@link Timers#nanos()}. */
    public Request withExpiry(long nanos) {
        return with(EXPIRY, nanos);
    }

    /** What is left of the call's time: what a stage may still plan with. */
    public Duration remaining(Timers timers) {
        long left = remainingNanos(timers);
        return left == Long.MAX_VALUE ? UNLIMITED : Duration.ofNanos(left);
    }

    /** The same in nanoseconds; {@link Long#MAX_VALUE} without a limit. */
    public long remainingNanos(Timers timers) {
        long expiry = get(EXPIRY);
        return expiry == Long.MAX_VALUE ? expiry : expiry - timers.nanos();
    }

    /** Hears when an attempt has left every queue of ours and goes to the wire, and how it goes: to which endpoint. */
    public Request onDeparture(Consumer<Request> listener) {
        return with(DEPARTURE, listener);
    }

    /** For the last stage, as it begins. */
    public void depart() {
        get(DEPARTURE).accept(this);
    }

    /** For whoever passes answers on: no coding is asked for on its behalf, and none is undone. */
    public Request withCodingsLeft() {
        return with(CODED, true);
    }

    /** Whether codings are the caller's own affair. */
    public boolean leavesCodings() {
        return get(CODED);
    }

    /** Limits the content of the answer, after decompression, in bytes; {@link Long#MAX_VALUE} lifts the limit. */
    public Request withMaxBody(long bytes) {
        if (bytes <= 0) {
            throw new IllegalArgumentException("the limit must be positive");
        }
        return with(MAX_BODY, bytes);
    }

    /** The limit on the content of the answer in bytes, given the client's default. */
    public long maxBody(long orElse) {
        long own = get(MAX_BODY);
        return own == 0 ? orElse : own;
    }

    /** Connects to this address whatever the name says; Host and SNI stay those of the URI. */
    public Request withAddress(InetAddress address) {
        return with(ADDRESS, Optional.of(address));
    }

    /** The address to connect to, where a stage has already chosen it. */
    public Optional<InetAddress> address() {
        return get(ADDRESS);
    }

    /** Sends this to an endpoint of its origin, port included; Host and SNI stay those of the URI. */
    public Request withEndpoint(Endpoint endpoint) {
        return with(ENDPOINT, Optional.of(endpoint));
    }

    /** The endpoint to connect to, where its origin has several. */
    public Optional<Endpoint> endpoint() {
        return get(ENDPOINT);
    }

    /** This request with a knob for one of the stages. */
    public <T> Request with(Attribute<T> key, T value) {
        return new Request(method, target, headers, body, Attributes.with(attributes, key, value));
    }

    /** The value of a knob, or its fallback. */
    @SuppressWarnings("unchecked") // with() only ever stores a T under an Attribute<T>
    public <T> T get(Attribute<T> key) {
        Object value = Attributes.get(attributes, key);
        return value == null ? key.fallback() : (T) value;
    }

    /** Scheme, host and port with the scheme's default filled in, e.g. {@code https://example.org:443}. */
    public String origin() {
        return target.origin();
    }

    /** Host and port of the origin, e.g. {@code example.org:443}. */
    public String authority() {
        return target.authority();
    }

    /** The origin (RFC 6454) of an absolute http or https URI, its port always written out. */
    public static String originOf(URI uri) {
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
        return scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + ":" + port;
    }

    /** Method, origin and path, unless that is a secret; the query may hold secrets. */
    @Override
    public String toString() {
        String path = get(CallListener.SECRET_PATH) ? "/REDACTED" : uri().getRawPath();
        return method + " " + origin() + (path == null ? "" : path);
    }

    private static URI checked(URI given) {
        URI uri = withAsciiHost(given);
        String scheme = uri.getScheme();
        if (!"http".equalsIgnoreCase(scheme) && !"https".equalsIgnoreCase(scheme)) {
            throw new HttpFailure.InvalidRequest("only absolute http and https URIs can be requested").asException();
        }
        if (uri.getHost() == null || uri.getRawUserInfo() != null || uri.getPort() > 65_535) {
            throw new HttpFailure.InvalidRequest("the URI needs a host, a valid port and no user information")
                    .asException();
        }
        // java.net.URI lets other letters through; on the wire only their percent-encoding is legal.
        String ascii = uri.toASCIIString();
        return ascii.equals(uri.toString()) ? uri : URI.create(ascii);
    }

    private static URI withAsciiHost(URI uri) {
        try {
            return Host.inAscii(uri);
        } catch (IllegalArgumentException quotesTheHost) {
            throw new HttpFailure.InvalidRequest("the host is no name").asException();
        }
    }
}
