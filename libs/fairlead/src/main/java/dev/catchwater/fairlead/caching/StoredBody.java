package dev.catchwater.fairlead.caching;

import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.ResponseBody;
import dev.catchwater.fairlead.cache.Delivery;
import dev.catchwater.fairlead.cache.Extent;
import dev.catchwater.fairlead.store.Content;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The body of an answer that is made of what is stored. */
final class StoredBody {
    private StoredBody() {}

    /** Fails with {@link HttpFailure.TooLarge} where the request wants no such long one. */
    static ResponseBody of(Delivery.Content wanted, Content stored, Request request) {
        request.get(CachingStage.CONTENT).accept(stored);
        return switch (wanted) {
            case Delivery.Content.None none -> ResponseBody.empty();
            case Delivery.Content.Bytes(long offset, long told) -> {
                long length = told == Extent.UNKNOWN ? stored.length() : told;
                require(length, request);
                yield length == 0 ? ResponseBody.empty() : ResponseBody.of(stored.read(offset, length), () -> {});
            }
            case Delivery.Content.Parts parts -> {
                require(
                        parts.parts().stream()
                                .mapToLong(Delivery.Content.Part::length)
                                .sum(),
                        request);
                yield ResponseBody.of(multipart(parts, stored), () -> {});
            }
        };
    }

    private static void require(long length, Request request) {
        long most = request.maxBody(Long.MAX_VALUE);
        if (length > most) {
            throw new HttpFailure.TooLarge("the body", most).asException();
        }
    }

    private static Multi<Buffer> multipart(Delivery.Content.Parts parts, Content stored) {
        List<Multi<Buffer>> pieces = new ArrayList<>();
        for (Delivery.Content.Part part : parts.parts()) {
            pieces.add(text(part.head()));
            pieces.add(stored.read(part.offset(), part.length()));
        }
        pieces.add(text(parts.end()));
        return Multi.createBy().concatenating().streams(pieces);
    }

    private static Multi<Buffer> text(String octets) {
        return Multi.createFrom().item(() -> Buffer.buffer(octets.getBytes(StandardCharsets.ISO_8859_1)));
    }
}
