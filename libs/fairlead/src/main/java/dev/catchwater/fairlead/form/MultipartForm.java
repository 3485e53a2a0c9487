package dev.catchwater.fairlead.form;

import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.RequestBody;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Parts as {@code multipart/form-data} (RFC 7578), in order. Immutable. Names and filenames are UTF-8, escaped as
 * browsers do (HTML standard, multipart/form-data encoding algorithm).
 *
 * <p>Is sent with a Content-Length if the length of every part is known, and may be sent again if every part may be. A
 * part that is not as long as it said, and anything that cannot be sent, fails with {@link HttpFailure.InvalidRequest}.
 */
public final class MultipartForm {
    /** No parts. */
    public static final MultipartForm EMPTY = new MultipartForm(List.of());

    private static final int MAX_PARTS = 1_000;
    private static final int BOUNDARY_BYTES = 16;

    private final List<Part> parts;

    private MultipartForm(List<Part> parts) {
        this.parts = parts;
    }

    /** This form with one more field; its line breaks are sent as CRLF. */
    public MultipartForm field(String name, String value) {
        return with(Part.field(name, value));
    }

    /** This form with one more file, from memory. */
    public MultipartForm file(String name, String filename, String contentType, Buffer content) {
        return file(name, filename, contentType, new RequestBody.Bytes(content));
    }

    /**
     * This form with one more file, streamed at the connection's pace for instance.
     *
     * @param content {@link FileContent#of} for one on the disk
     */
    public MultipartForm file(String name, String filename, String contentType, RequestBody content) {
        return with(Part.file(name, filename, contentType, content));
    }

    private MultipartForm with(Part part) {
        if (parts.size() == MAX_PARTS) {
            throw new HttpFailure.InvalidRequest("a form has at most " + MAX_PARTS + " parts").asException();
        }
        List<Part> more = new ArrayList<>(parts);
        more.add(part);
        return new MultipartForm(List.copyOf(more));
    }

    /**
     * The request with this form as its body.
     *
     * @param random draws the boundary; 128 bits, anew while it occurs in a part that is in memory
     */
    public Request applyTo(Request request, RandomGenerator random) {
        String boundary = boundary(random);
        return request.withBody(body(boundary)).withHeader("Content-Type", "multipart/form-data; boundary=" + boundary);
    }

    private String boundary(RandomGenerator random) {
        byte[] bits = new byte[BOUNDARY_BYTES];
        String drawn;
        do {
            random.nextBytes(bits);
            drawn = "fairlead" + HexFormat.of().formatHex(bits);
        } while (occurs(drawn));
        return drawn;
    }

    private boolean occurs(String boundary) {
        return parts.stream()
                .anyMatch(part -> part.head().contains(boundary)
                        || (part.content() instanceof RequestBody.Bytes(Buffer content)
                                && content.toString(StandardCharsets.ISO_8859_1).contains(boundary)));
    }

    private RequestBody body(String boundary) {
        long length = length(boundary);
        boolean inMemory = parts.stream().noneMatch(part -> part.content() instanceof RequestBody.Stream);
        if (inMemory) {
            Buffer whole = Buffer.buffer();
            for (Part part : parts) {
                whole.appendBuffer(open(boundary, part));
                if (part.content() instanceof RequestBody.Bytes(Buffer content)) {
                    whole.appendBuffer(content);
                }
                whole.appendString("\r\n");
            }
            return new RequestBody.Bytes(whole.appendBuffer(close(boundary)));
        }
        boolean replayable = parts.stream().allMatch(part -> part.content().replayable());
        return new RequestBody.Stream(() -> stream(boundary), length, replayable);
    }

    private long length(String boundary) {
        long sum = close(boundary).length();
        for (Part part : parts) {
            if (part.length() < 0) {
                return -1;
            }
            sum += open(boundary, part).length() + part.length() + 2;
        }
        return sum;
    }

    /** One part after the other, none begun before it is its turn. */
    private Multi<Buffer> stream(String boundary) {
        Multi<Buffer> all = Multi.createFrom()
                .iterable(parts)
                .onItem()
                .transformToMultiAndConcatenate(part -> Multi.createBy()
                        .concatenating()
                        .streams(
                                Multi.createFrom().item(open(boundary, part)),
                                Multi.createFrom().deferred(part::stream),
                                Multi.createFrom().item(Buffer.buffer("\r\n"))));
        return Multi.createBy().concatenating().streams(all, Multi.createFrom().item(close(boundary)));
    }

    private static Buffer open(String boundary, Part part) {
        return Buffer.buffer("--" + boundary + "\r\n" + part.head());
    }

    private static Buffer close(String boundary) {
        return Buffer.buffer("--" + boundary + "--\r\n");
    }

    /** The parts' names only: contents may be secrets. */
    @Override
    public String toString() {
        return parts.stream().map(Part::name).toList().toString();
    }
}
