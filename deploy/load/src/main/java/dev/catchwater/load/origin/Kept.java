package dev.catchwater.load.origin;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashMap;
import java.util.Map;

/** As little as a Vert.x server can do: it looks the path up in a map and sends what is there, from outside the heap. */
public final class Kept implements Handler<HttpServerRequest> {
    private final Map<String, Buffer> bodies = new HashMap<>();

    @Override
    public void handle(HttpServerRequest request) {
        request.response()
                .putHeader("Content-Type", "application/octet-stream")
                .end(bodies.computeIfAbsent(request.path(), Kept::body));
    }

    @SuppressWarnings("deprecation") // the only way to a buffer of ours
    private static Buffer body(String path) {
        byte[] content = Bodies.content(path, Bodies.length(path));
        ByteBuf direct = Unpooled.directBuffer(content.length).writeBytes(content);
        return Buffer.buffer(Unpooled.unreleasableBuffer(direct));
    }
}
