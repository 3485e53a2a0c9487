package dev.catchwater.testkit.wire;

import java.util.List;
import java.util.Map;

/** One request as it came over the wire; the body is kept up to {@link RequestReader#KEPT_BODY_BYTES}. */
public final class RawRequest {
    private final String method;
    private final String target;
    private final Map<String, List<String>> headers;
    private final byte[] keptBody;
    private final long bodyLength;

    RawRequest(String method, String target, Map<String, List<String>> headers, byte[] keptBody, long bodyLength) {
        this.method = method;
        this.target = target;
        this.headers = headers;
        this.keptBody = keptBody;
        this.bodyLength = bodyLength;
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

    /** RFC 9112 §9.3: an HTTP/1.1 connection persists unless someone says close. */
    public boolean wantsClose() {
        return headers.getOrDefault("Connection", List.of()).stream().anyMatch(v -> v.equalsIgnoreCase("close"));
    }
}
