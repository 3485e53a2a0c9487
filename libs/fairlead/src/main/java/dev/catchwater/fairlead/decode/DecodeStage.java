package dev.catchwater.fairlead.decode;

import dev.catchwater.fairlead.Next;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.Stage;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Asks for gzip, and for what else can be undone here, and undoes it as the body is read. Requests that name their own Accept-Encoding or ask for a range
 * get the coded bytes as they are.
 */
public final class DecodeStage implements Stage {
    private final long maxBodyBytes;
    private final int maxRatio;
    private final List<Coding> codings;
    private final Supplier<Executor> here;
    private final String accepted;

    /**
     * A decoding stage.
     *
     * @param maxBodyBytes the limit on decoded content for requests that name none
     * @param maxRatio the limit on decoded to coded size, after the first mebibyte
     * @param codings besides gzip
     * @param here gives the executor of the calling event loop
     */
    public DecodeStage(long maxBodyBytes, int maxRatio, List<Coding> codings, Supplier<Executor> here) {
        this.maxBodyBytes = maxBodyBytes;
        this.maxRatio = maxRatio;
        this.codings = codings;
        this.here = here;
        this.accepted = Stream.concat(Stream.of("gzip"), codings.stream().map(Coding::name))
                .collect(Collectors.joining(", "));
    }

    @Override
    public Uni<Response> apply(Request request, Next next) {
        if (request.leavesCodings()
                || request.headers().contains("Accept-Encoding")
                || request.headers().contains("Range")) {
            return next.proceed(request);
        }
        return next.proceed(request.withHeader("Accept-Encoding", isPrompt(request) ? "gzip" : accepted))
                .map(response -> decoded(request, response));
    }

    /** The libraries collect some 4 KiB before they give anything, and an event may be all there is for an hour. */
    private static boolean isPrompt(Request request) {
        return request.headers()
                .first("Accept")
                .map(types -> types.toLowerCase(Locale.ROOT))
                .filter(types -> types.contains("text/event-stream") || types.contains("ndjson"))
                .isPresent();
    }

    private Response decoded(Request request, Response response) {
        String coding =
                response.headers().first("Content-Encoding").orElse("").trim().toLowerCase(Locale.ROOT);
        long limit = request.maxBody(maxBodyBytes);
        if (coding.equals("gzip") || coding.equals("x-gzip")) {
            return plain(
                    response, coded -> Multi.createFrom().deferred(() -> new Gunzip(limit, maxRatio).decode(coded)));
        }
        for (Coding other : codings) {
            if (other.name().equals(coding)) {
                Executor loop = here.get();
                return plain(response, coded -> new Unpacked(other, coded, limit, maxRatio, loop));
            }
        }
        return response;
    }

    private static Response plain(Response response, UnaryOperator<Multi<Buffer>> decoding) {
        return response.withHeaders(
                        response.headers().without("Content-Encoding").without("Content-Length"))
                .withBody(response.body().through(decoding));
    }
}
