package dev.catchwater.fairlead.websocket;

import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.Outlet;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** One opening handshake (RFC 6455 §4.1). */
final class Handshake {
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private final WebSocketPolicy policy;
    private final String key;

    Handshake(WebSocketPolicy policy, RandomGenerator random) {
        this.policy = policy;
        byte[] nonce = new byte[16];
        random.nextBytes(nonce);
        this.key = Base64.getEncoder().encodeToString(nonce);
    }

    /**
     * What was agreed on.
     *
     * @param subprotocol the peer's choice, or the empty string
     * @param deflate whether messages may be compressed
     * @param keepsContext whether the peer's may then refer to earlier ones
     * @param ours whether we may compress, too
     * @param weKeepContext whether our messages may then refer to earlier ones
     */
    record Agreement(String subprotocol, boolean deflate, boolean keepsContext, boolean ours, boolean weKeepContext) {}

    Request ask(Request request, Consumer<Outlet> outlet) {
        Headers headers = request.headers()
                .with("Connection", "Upgrade")
                .with("Upgrade", "websocket")
                .with("Sec-WebSocket-Version", "13")
                .with("Sec-WebSocket-Key", key)
                .without("Sec-WebSocket-Extensions")
                .without("Sec-WebSocket-Protocol")
                // No cache and no other call may answer for this connection.
                .with("Cache-Control", "no-store");
        if (policy.deflate()) {
            headers = headers.with("Sec-WebSocket-Extensions", "permessage-deflate");
        }
        if (!policy.subprotocols().isEmpty()) {
            headers = headers.with("Sec-WebSocket-Protocol", String.join(", ", policy.subprotocols()));
        }
        return request.withHeaders(headers).withoutTimeout().with(Outlet.WANTED, Optional.of(outlet));
    }

    /** Checks the answer; a failure is an HttpException. */
    Agreement check(Response response) {
        Headers headers = response.headers();
        if (response.status() != 101) {
            throw new HttpFailure.BadStatus(response.status(), headers).asException();
        }
        String origin = response.request().origin();
        if (!headers.first("Upgrade").orElse("").equalsIgnoreCase("websocket")
                || headers.all("Connection").stream()
                        .noneMatch(value -> value.toLowerCase(Locale.ROOT).contains("upgrade"))) {
            throw malformed(origin, "it switched to something else than a WebSocket");
        }
        if (!headers.first("Sec-WebSocket-Accept").orElse("").equals(accept())) {
            throw malformed(origin, "its handshake answers another key");
        }
        String subprotocol = headers.first("Sec-WebSocket-Protocol").orElse("");
        if (!subprotocol.isEmpty() && !policy.subprotocols().contains(subprotocol)) {
            throw malformed(origin, "it chose a subprotocol that was not offered");
        }
        return agreement(origin, subprotocol, headers.all("Sec-WebSocket-Extensions"));
    }

    /** RFC 7692 §7.1. A window of another size than the platform's is not ours to make: then we compress nothing. */
    private Agreement agreement(String origin, String subprotocol, List<String> extensions) {
        String chosen = String.join(",", extensions).toLowerCase(Locale.ROOT);
        if (chosen.isBlank()) {
            return new Agreement(subprotocol, false, false, false, false);
        }
        String[] parts = chosen.split(";", -1);
        boolean keepsContext = true;
        boolean ours = true;
        boolean weKeepContext = true;
        for (int i = 1; i < parts.length; i++) {
            String name = parts[i].split("=", 2)[0].trim();
            switch (name) {
                case "server_no_context_takeover" -> keepsContext = false;
                case "client_no_context_takeover" -> weKeepContext = false;
                case "client_max_window_bits" -> ours = false;
                case "server_max_window_bits" -> {
                    // The inflater takes windows of any size.
                }
                default -> throw malformed(origin, "it chose an extension that was not offered");
            }
        }
        if (!policy.deflate() || !parts[0].trim().equals("permessage-deflate")) {
            throw malformed(origin, "it chose an extension that was not offered");
        }
        return new Agreement(subprotocol, true, keepsContext, ours, weKeepContext);
    }

    private String accept() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-1", e);
        }
    }

    private static RuntimeException malformed(String origin, String reason) {
        return new HttpFailure.Malformed(origin, reason).asException();
    }
}
