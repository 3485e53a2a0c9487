package dev.catchwater.edge.flow;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.encoder.BrotliOutputStream;
import com.aayushatharva.brotli4j.encoder.Encoder;
import dev.catchwater.edge.route.Compression.Coding;
import io.airlift.compress.v3.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;

/** Who makes codings. They block for the time of their work. */
final class Encoders {
    /** Beyond it each step costs twice the time for one or two of a hundred bytes. */
    private static final int BROTLI_QUALITY = 6;

    private static final int BUFFER = 8 * 1024;

    private Encoders() {}

    /**
     * Writes what it is given, in the coding; closing ends it.
     *
     * @throws IOException if this machine has no library for it
     */
    static OutputStream encoder(Coding coding, OutputStream to) throws IOException {
        return switch (coding) {
            case GZIP -> new GZIPOutputStream(to, BUFFER);
            case ZSTD -> new ZstdOutputStream(to);
            case BR -> {
                if (!Brotli4jLoader.isAvailable()) {
                    throw new IOException("there is no Brotli for this machine");
                }
                yield new BrotliOutputStream(to, new Encoder.Parameters().setQuality(BROTLI_QUALITY), BUFFER);
            }
        };
    }
}
