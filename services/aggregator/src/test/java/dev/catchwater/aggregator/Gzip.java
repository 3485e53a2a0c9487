package dev.catchwater.aggregator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/** Makes compressed bodies, honest or not. */
public final class Gzip {

    private Gzip() {}

    /** So many zeros, compressed to about a thousandth. */
    public static byte[] zeros(int count) {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            byte[] block = new byte[1 << 16];
            for (int left = count; left > 0; left -= block.length) {
                gzip.write(block, 0, Math.min(left, block.length));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
