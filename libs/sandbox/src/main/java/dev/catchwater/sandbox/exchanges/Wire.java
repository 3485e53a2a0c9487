package dev.catchwater.sandbox.exchanges;

import io.vertx.core.http.ServerWebSocket;
import org.jspecify.annotations.Nullable;

/** One reader's socket, on which messages may be lost, doubled, or overtaken by the next one. */
final class Wire {

    private final ServerWebSocket socket;
    private @Nullable String late;

    Wire(ServerWebSocket socket) {
        this.socket = socket;
    }

    void close() {
        socket.close();
    }

    void send(String text, Mishaps.Fate fate) {
        var overtaken = late;
        late = null;
        switch (fate) {
            case SENT -> write(text);
            case TWICE -> {
                write(text);
                write(text);
            }
            case LATE -> late = text;
            case LOST -> {}
        }
        if (overtaken != null) {
            write(overtaken);
        }
    }

    void send(String text) {
        write(text);
    }

    private void write(String text) {
        if (!socket.isClosed()) {
            socket.writeTextMessage(text);
        }
    }
}
