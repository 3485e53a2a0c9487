package dev.catchwater.fairlead.decode;

import dev.catchwater.fairlead.Next;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.Stage;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.Locale;

/**
 * Asks for gzip and undoes it as the body is read. Requests that name their own Accept-Encoding or ask for a range
 * get the coded bytes as they are.
 */
public final class DecodeStage implements Stage {
    private final long maxBodyBytes;
    private final int maxRatio;

    /**
     * A decoding stage.
     *
     * @param maxBodyBytes the limit on decoded content for requests that name none
     * @param maxRatio the limit on decoded to coded size, after the first mebibyte
     */
    public DecodeStage(long maxBodyBytes, int maxRatio) {
        this.maxBodyBytes = maxBodyBytes;
        this.maxRatio = maxRatio;
    }

    @Override
    public Uni<Response> apply(Request request, Next next) {
        if (request.headers().contains("Accept-Encoding") || request.headers().contains("Range")) {
            return next.proceed(request);
        }
        return next.proceed(request.withHeader("Accept-Encoding", "gzip")).map(response -> decoded(request, response));
    }

    private Response decoded(Request request, Response response) {
        String coding =
                response.headers().first("Content-Encoding").orElse("").trim().toLowerCase(Locale.ROOT);
        if (!coding.equals("gzip") && !coding.equals("x-gzip")) {
            return response;
        }
        long limit = request.maxBody(maxBodyBytes);
        return response.withHeaders(
                        response.headers().without("Content-Encoding").without("Content-Length"))
                .withBody(response.body()
                        .through(
                                coded -> Multi.createFrom().deferred(() -> new Gunzip(limit, maxRatio).decode(coded))));
    }
}
