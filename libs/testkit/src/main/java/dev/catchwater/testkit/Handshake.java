package dev.catchwater.testkit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Turns a connection into a WebSocket (RFC 6455 §4.2). */
final class Handshake {
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private final Exchange exchange;
    private final Exchanges owner;

    Handshake(Exchange exchange, Exchanges owner) {
        this.exchange = exchange;
        this.owner = owner;
    }

    /** Answers 101 and gives the handle to the script, or 426 and complains where the request is no handshake. */
    void accept(Reply reply, List<String> spoken, Consumer<WsHandle> script) {
        Received request = exchange.request();
        Optional<String> key = request.header("Sec-WebSocket-Key");
        Optional<String> chosen = chosen(request, spoken);
        var handle = new WsHandle(exchange, chosen);
        boolean asked = request.raw().has("Upgrade", "websocket")
                && request.raw().has("Sec-WebSocket-Version", "13")
                && key.isPresent();
        if (!asked || !exchange.lane().upgrade(in -> new WsReader(handle, exchange, owner).run(in))) {
            owner.failed("Expected the handshake of a WebSocket", new IllegalStateException(request.toString()));
            var fields = List.of(Map.entry("Upgrade", "websocket"), Map.entry("Sec-WebSocket-Version", "13"));
            exchange.lane().head(new Head(426, fields, false, OptionalInt.of(0)));
            exchange.end();
            return;
        }
        var fields = new ArrayList<>(reply.headers());
        fields.add(Map.entry("Upgrade", "websocket"));
        fields.add(Map.entry("Connection", "Upgrade"));
        fields.add(Map.entry("Sec-WebSocket-Accept", accept(key.orElseThrow())));
        chosen.ifPresent(name -> fields.add(Map.entry("Sec-WebSocket-Protocol", name)));
        exchange.lane().head(new Head(101, fields, true, OptionalInt.empty()));
        exchange.lane().flush();
        script.accept(handle);
    }

    private static Optional<String> chosen(Received request, List<String> spoken) {
        List<String> offered = request.headers().getOrDefault("Sec-WebSocket-Protocol", List.of()).stream()
                .flatMap(line -> Stream.of(line.split(",")))
                .map(String::strip)
                .toList();
        return spoken.stream().filter(offered::contains).findFirst();
    }

    private static String accept(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(hash);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java has SHA-1", missing);
        }
    }
}
