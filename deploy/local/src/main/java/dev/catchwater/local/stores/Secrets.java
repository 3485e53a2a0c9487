package dev.catchwater.local.stores;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Properties;
import java.util.Set;

/** The passwords of an installation: random, made once, kept in a file that only its owner can read. */
public final class Secrets {

    private static final int BYTES = 24;
    private static final Set<PosixFilePermission> OWNER =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final Path file;
    private final Properties known = new Properties();
    private final SecureRandom random = new SecureRandom();

    /** Reads what is kept. */
    public Secrets(Path file) {
        this.file = file;
        if (Files.exists(file)) {
            try (var in = Files.newInputStream(file)) {
                known.load(in);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** 48 hexadecimal digits, the same at every call with this name, now and after a restart. */
    public synchronized String of(String name) {
        String secret = known.getProperty(name);
        if (secret == null) {
            byte[] bytes = new byte[BYTES];
            random.nextBytes(bytes);
            secret = HexFormat.of().formatHex(bytes);
            known.setProperty(name, secret);
            keep();
        }
        return secret;
    }

    private void keep() {
        try {
            Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
            // Aside, private from its first moment: with half a file the stores could not be opened any more.
            Path aside = Files.createTempFile(
                    folder, file.getFileName() + ".", ".tmp", PosixFilePermissions.asFileAttribute(OWNER));
            try {
                write(aside);
                Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(aside);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(Path aside) throws IOException {
        try (var channel = FileChannel.open(aside, StandardOpenOption.WRITE);
                var out = Channels.newOutputStream(channel)) {
            known.store(out, null);
            channel.force(true);
        }
    }

    @Override
    public String toString() {
        return "Secrets[" + file + "]";
    }
}
