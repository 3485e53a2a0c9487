package dev.catchwater.local.stores;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
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
            Files.createDirectories(file.toAbsolutePath().getParent());
            createPrivate();
            Files.setPosixFilePermissions(file, OWNER);
            try (var out = Files.newOutputStream(file)) {
                known.store(out, null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // Private from its first moment, not only after it was written.
    private void createPrivate() throws IOException {
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER));
        } catch (FileAlreadyExistsException e) {
            return;
        }
    }

    @Override
    public String toString() {
        return "Secrets[" + file + "]";
    }
}
