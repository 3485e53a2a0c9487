package dev.catchwater.fairlead.decode;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * A coding that a library on the class path can undo.
 *
 * @param name as in Content-Encoding
 * @param opener wraps coded bytes; reads of the result wait for them
 */
public record Coding(String name, Opener opener) {
    /** Wraps a stream of coded bytes. */
    @FunctionalInterface
    public interface Opener {
        InputStream open(InputStream coded) throws IOException;
    }

    /** Of Brotli (RFC 7932, by org.brotli:dec) and Zstandard (RFC 8878, by aircompressor) those whose library is there. */
    public static List<Coding> available() {
        List<Coding> found = new ArrayList<>();
        if (isThere("org.brotli.dec.BrotliInputStream")) {
            found.add(new Coding("br", org.brotli.dec.BrotliInputStream::new));
        }
        if (isThere("io.airlift.compress.v3.zstd.ZstdInputStream")) {
            found.add(new Coding("zstd", io.airlift.compress.v3.zstd.ZstdInputStream::new));
        }
        return List.copyOf(found);
    }

    private static boolean isThere(String type) {
        try {
            Class.forName(type, false, Coding.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError absent) {
            return false;
        }
    }
}
