package dev.catchwater.fairlead.redis.store;

import dev.catchwater.fairlead.redis.RedisLink;
import dev.catchwater.fairlead.store.Content;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;

/** Content of a variant that nobody has asked for: it stays in Redis until it is read, and then may be gone. */
record FarContent(RedisLink link, String key, long length) implements Content {
    @Override
    public Multi<Buffer> read(long offset, long wanted) {
        Bytes.check(offset, wanted, length);
        if (wanted == 0) {
            return Multi.createFrom().empty();
        }
        return link.guarded(
                        () -> Request.cmd(Command.GETRANGE).arg(key).arg(offset).arg(offset + wanted - 1))
                .onItem()
                .transformToMulti(answer -> {
                    if (answer == null || answer.toBuffer().length() != wanted) {
                        return Multi.createFrom().failure(new IllegalStateException("the content has gone"));
                    }
                    return new Bytes(answer.toBuffer()).read();
                });
    }
}
