package dev.catchwater.fairlead.form;

import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.RequestBody;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/** One part of a form: its head, which is text, and its content. */
record Part(String name, String head, RequestBody content) {
    private static final int MAX_HEAD_CHARS = 8 * 1024;

    static Part field(String name, String value) {
        return of(
                name,
                Optional.empty(),
                Optional.empty(),
                new RequestBody.Bytes(Buffer.buffer(FormText.withCrlf(value))));
    }

    static Part file(String name, String filename, String contentType, RequestBody content) {
        return of(name, Optional.of(filename), Optional.of(contentType), content);
    }

    private static Part of(String name, Optional<String> filename, Optional<String> type, RequestBody content) {
        StringBuilder head = new StringBuilder("Content-Disposition: form-data; name=")
                .append(FormText.quoted(FormText.withCrlf(name)));
        filename.ifPresent(file -> head.append("; filename=").append(FormText.quoted(FormText.wellFormed(file))));
        head.append("\r\n");
        // Checked as a header field: a line break in it would begin another part.
        type.ifPresent(text -> Headers.of("Content-Type", text)
                .forEach((field, value) ->
                        head.append(field).append(": ").append(value).append("\r\n")));
        if (head.length() > MAX_HEAD_CHARS) {
            throw new HttpFailure.InvalidRequest("the names of a part are longer than " + MAX_HEAD_CHARS).asException();
        }
        return new Part(name, head + "\r\n", content);
    }

    /** The content's length in bytes, or -1. */
    long length() {
        return switch (content) {
            case RequestBody.None none -> 0;
            case RequestBody.Bytes bytes -> bytes.content().length();
            case RequestBody.Stream stream -> stream.lengthBytes();
        };
    }

    /** The content; a stream that is not as long as it said fails, for the rest of the form would be read amiss. */
    Multi<Buffer> stream() {
        return switch (content) {
            case RequestBody.None none -> Multi.createFrom().empty();
            case RequestBody.Bytes bytes -> Multi.createFrom().item(bytes.content());
            case RequestBody.Stream stream ->
                stream.lengthBytes() < 0
                        ? stream.source().get()
                        : checked(stream.source().get(), stream.lengthBytes());
        };
    }

    private static Multi<Buffer> checked(Multi<Buffer> source, long length) {
        long[] left = {length};
        return source.onItem()
                .invoke(chunk -> {
                    left[0] -= chunk.length();
                    if (left[0] < 0) {
                        throw wrongLength(length);
                    }
                })
                .onCompletion()
                .invoke(() -> {
                    if (left[0] > 0) {
                        throw wrongLength(length);
                    }
                });
    }

    private static RuntimeException wrongLength(long length) {
        return new HttpFailure.InvalidRequest("a part of the form is not " + length + " bytes long, as it said")
                .asException();
    }
}
