package dev.catchwater.load.soak;

import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Timers;
import dev.catchwater.fairlead.client.HttpClient;
import io.netty.buffer.ByteBufAllocator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Loses something on purpose, again and again: whoever judges must see it. */
enum Leak {
    NONE,
    HEAP,
    BODY,
    TIMER,
    BUFFER,
    CONNECTION;

    private static final List<Object> KEPT = new ArrayList<>();

    void happen(HttpClient client, Timers timers, URI origin) {
        switch (this) {
            case NONE -> {}
            case HEAP -> KEPT.add(new byte[1 << 20]);
            case BODY ->
                client.send(Request.get(origin.resolve("/faulty/0")).withoutTimeout())
                        .subscribe()
                        .with(KEPT::add, thrown -> {});
            case TIMER -> KEPT.add(timers.after(Duration.ofHours(1), () -> {}));
            case BUFFER -> ByteBufAllocator.DEFAULT.directBuffer(16);
            case CONNECTION -> {
                try {
                    Socket socket = new Socket(origin.getHost(), origin.getPort());
                    // A server may not look at a connection before something comes.
                    socket.getOutputStream()
                            .write("GET /faulty/0 HTTP/1.1\r\nHost: load\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                    KEPT.add(socket);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }
}
