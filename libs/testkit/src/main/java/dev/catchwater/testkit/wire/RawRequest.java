package dev.catchwater.testkit.wire;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One request as it came over the wire; the body is kept up to {@link #KEPT_BODY_BYTES}. */
public final class RawRequest {
    /** Bytes of a body that are kept; what follows is read and counted only. */
    public static final int KEPT_BODY_BYTES = 1 << 20;

    private final String version;
    private final String method;
    private final String target;
    private final Map<String, List<String>> headers;
    private final byte[] keptBody;
    private final long bodyLength;

    /** A head whose body has not been read. */
    public RawRequest(String version, String method, String target, Map<String, List<String>> headers) {
        this(version, method, target, headers, new byte[0], 0);
    }

    private RawRequest(
            String version,
            String method,
            String target,
            Map<String, List<String>> headers,
            byte[] keptBody,
            long bodyLength) {
        this.version = version;
        this.method = method;
        this.target = target;
        this.headers = headers;
        this.keptBody = keptBody;
        this.bodyLength = bodyLength;
    }

    /** The same head with what became of its body. */
    public RawRequest withBody(byte[] kept, long length) {
        return new RawRequest(version, method, target, headers, kept, length);
    }

    /** {@code HTTP/1.1} or {@code HTTP/2}. */
    public String version() {
        return version;
    }

    public String method() {
        return method;
    }

    public String target() {
        return target;
    }

    /** Names compare without case; values keep their order. */
    public Map<String, List<String>> headers() {
        return headers;
    }

    /** The array itself: the caller copies before it lets others see it. */
    public byte[] keptBody() {
        return keptBody;
    }

    public long bodyLength() {
        return bodyLength;
    }

    /** True when one of the field's members is this, compared without case. */
    public boolean has(String name, String member) {
        return headers.getOrDefault(name, List.of()).stream()
                .flatMap(value -> Stream.of(value.split(",")))
                .anyMatch(value -> value.strip().equalsIgnoreCase(member));
    }

    /** RFC 9112 §9.3: an HTTP/1.1 connection persists unless someone says close. */
    public boolean wantsClose() {
        return has("Connection", "close");
    }
}
