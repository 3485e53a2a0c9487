package dev.catchwater.aggregator.source;

import dev.catchwater.aggregator.Allowance;
import dev.catchwater.fairlead.ResponseBody;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;

/** Reads bodies no faster than there is room for them: what is not asked for stays with its sender. */
public final class Reading {

    private Reading() {}

    /** The whole body. */
    public static Uni<Buffer> bytes(ResponseBody body, Allowance allowance) {
        return body.stream()
                .onItem()
                .transformToUniAndConcatenate(
                        chunk -> allowance.take(chunk.length()).map(taken -> chunk))
                .collect()
                .in(Buffer::buffer, Buffer::appendBuffer);
    }
}
