package dev.catchwater.fairlead.download;

import dev.catchwater.fairlead.BodyInputStream;
import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.Next;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** The content on its way into the partial file: what is known of its version, and one request after the other. */
final class Transfer {
    private static final int PIECE_BYTES = 64 * 1024;

    private final Next client;
    private final Request request;
    private final Partial partial;
    private final long maxBytes;
    private final InstantSource clock;
    private final Consumer<DownloadEvent> listener;
    private Version version = Version.UNKNOWN;
    private OptionalLong total = OptionalLong.empty();
    private Optional<Digest> whole = Optional.empty();

    Transfer(
            Next client,
            Request request,
            Partial partial,
            long maxBytes,
            InstantSource clock,
            Consumer<DownloadEvent> listener) {
        this.client = client;
        this.request = request;
        this.partial = partial;
        this.maxBytes = maxBytes;
        this.clock = clock;
        this.listener = listener;
    }

    /** Goes on with what an earlier download left, or begins anew. */
    void restore(String source) throws IOException {
        Optional<Kept> kept = partial.resumable(source);
        if (kept.isPresent()) {
            Optional<String> validator = Optional.of(kept.get().validator());
            version = new Version(validator, kept.get().etag() ? validator : Optional.empty());
            total = kept.get().total();
        } else {
            partial.truncate();
        }
        partial.forget();
    }

    /** What an interrupted download can leave; empty if nobody could go on with it. */
    Optional<Kept> keepable(String source) {
        return version.validator()
                .filter(known -> partial.length() > 0)
                .map(known -> new Kept(source, known, version.etag().isPresent(), partial.length(), total));
    }

    /** Sends one request and takes what it brings; whether that was the last of it. */
    boolean attempt() throws IOException {
        if (version.validator().isEmpty()) {
            partial.truncate();
        }
        long from = partial.length();
        Response response = Waiting.response(client.proceed(from == 0 ? request : resuming(from)));
        try {
            boolean more = begin(response, from);
            if (!more) {
                return false;
            }
            take(response, response.status() == 206 ? from : 0);
        } finally {
            response.body().cancel();
        }
        return total.isEmpty() || partial.length() == total.getAsLong();
    }

    private Request resuming(long from) {
        return request.withHeader("Range", "bytes=" + from + "-")
                .withHeader("If-Range", version.validator().orElseThrow());
    }

    /** Takes in the head; false if everything has to be asked for again. */
    private boolean begin(Response response, long from) throws IOException {
        Headers headers = response.headers();
        switch (response.status()) {
            case 200 -> {
                // Also the answer to a Range whose If-Range no longer holds: another version, from its beginning.
                partial.truncate();
                version = Version.of(headers, clock.instant());
                total = length(headers);
                whole = Digest.of(headers, "Repr-Digest");
            }
            case 206 -> {
                checkPart(headers, from);
                whole = Digest.of(headers, "Repr-Digest").or(() -> whole);
            }
            case 416 -> {
                startOver();
                return false;
            }
            default -> throw new HttpFailure.BadStatus(response.status(), headers).asException();
        }
        if (total.orElse(0) > maxBytes) {
            throw new HttpFailure.TooLarge("the download", maxBytes).asException();
        }
        partial.requireRoom(total.orElse(0) - partial.length());
        return true;
    }

    private void startOver() throws IOException {
        partial.truncate();
        version = Version.UNKNOWN;
        total = OptionalLong.empty();
        whole = Optional.empty();
    }

    /** Only the bytes that are missing, of the version that is there (RFC 9110 §14.4, §15.3.7). */
    private void checkPart(Headers headers, long from) {
        ContentRange range = ContentRange.of(headers).orElseThrow(() -> bad("a part does not say which"));
        if (from == 0 || range.first() != from) {
            throw bad("another part than was asked for");
        }
        if (range.total().isEmpty() && total.isEmpty()) {
            throw bad("a part does not say how much the whole is");
        }
        if (range.total().isPresent() && total.isPresent() && !range.total().equals(total)) {
            throw bad("a part is of something of another length");
        }
        Optional<String> etag = headers.first("ETag");
        if (version.etag().isPresent() && etag.isPresent() && !etag.equals(version.etag())) {
            throw bad("a part is of another version");
        }
        total = range.total().isPresent() ? range.total() : total;
    }

    private void take(Response response, long from) throws IOException {
        Optional<ContentRange> range =
                response.status() == 206 ? ContentRange.of(response.headers()) : Optional.empty();
        long end = range.map(part -> part.last() + 1).orElse(total.orElse(maxBytes));
        byte[] piece = new byte[PIECE_BYTES];
        try (BodyInputStream body = BodyInputStream.of(response.body().stream())) {
            for (int read = body.read(piece); read >= 0; read = body.read(piece)) {
                if (read > end - partial.length()) {
                    throw total.isEmpty()
                            ? new HttpFailure.TooLarge("the download", maxBytes).asException()
                            : bad("more bytes than it said");
                }
                partial.append(piece, read);
                listener.accept(new DownloadEvent.Progress(partial.length(), total));
            }
        }
        if ((range.isPresent() || total.isPresent()) && partial.length() < end) {
            throw new HttpFailure.Disconnected(request.origin(), "fewer bytes than it said").asException();
        }
        Optional<Digest> ofThis = Digest.of(response.headers(), "Content-Digest");
        if (ofThis.isPresent() && !partial.matches(ofThis.get(), from)) {
            throw bad("its Content-Digest is another");
        }
    }

    /** Compares the whole with what the upstream and the caller said of it. */
    void verify(Optional<Digest> expected) throws IOException {
        if (expected.isPresent() && !partial.matches(expected.get(), 0)) {
            throw bad("it is not what was expected: the digest differs");
        }
        if (whole.isPresent() && !partial.matches(whole.get(), 0)) {
            throw bad("its Repr-Digest is another");
        }
    }

    private static OptionalLong length(Headers headers) {
        String digits = headers.first("Content-Length").orElse("");
        return digits.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(digits)) : OptionalLong.empty();
    }

    private static RuntimeException bad(String reason) {
        return new HttpFailure.BadBody(reason).asException();
    }
}
