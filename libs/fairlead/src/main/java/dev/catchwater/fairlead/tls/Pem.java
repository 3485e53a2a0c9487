package dev.catchwater.fairlead.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Certificates or a private key in PEM (RFC 7468): a file, read anew at each load, or bytes. At most a mebibyte. */
public sealed interface Pem {
    int MAX_BYTES = 1 << 20;

    static Pem file(Path path) {
        return new File(path);
    }

    static Pem of(byte[] content) {
        return new Bytes(content.clone());
    }

    /** Blocks. */
    byte[] read() throws IOException;

    /** A file whose content may change between two loads. */
    record File(Path path) implements Pem {
        @Override
        public byte[] read() throws IOException {
            try (InputStream in = Files.newInputStream(path)) {
                byte[] content = in.readNBytes(MAX_BYTES + 1);
                if (content.length > MAX_BYTES) {
                    throw new IOException(path + " is larger than " + MAX_BYTES + " bytes");
                }
                return content;
            }
        }
    }

    /** Content in memory. A class, since a record's content would show in its toString. */
    final class Bytes implements Pem {
        private final byte[] content;

        private Bytes(byte[] content) {
            this.content = content;
        }

        @Override
        public byte[] read() throws IOException {
            if (content.length > MAX_BYTES) {
                throw new IOException("PEM content is larger than " + MAX_BYTES + " bytes");
            }
            return content.clone();
        }

        /** The length only: it may be a private key. */
        @Override
        public String toString() {
            return content.length + " bytes of PEM";
        }
    }
}
