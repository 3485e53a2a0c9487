package dev.catchwater.fairlead.redis.tokens;

import dev.catchwater.fairlead.Secret;
import dev.catchwater.fairlead.credentials.Tokens;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Tokens as bytes: when obtained and for how long (ms, -1: unknown), access, refresh; each text with its length. */
final class TokenCodec {
    private TokenCodec() {}

    static byte[] write(Tokens tokens) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(bytes);
            out.writeLong(tokens.obtained().toEpochMilli());
            out.writeLong(tokens.life().map(Duration::toMillis).orElse(-1L));
            write(out, tokens.access().reveal());
            write(out, tokens.refresh().map(Secret::reveal).orElse(""));
            return bytes.toByteArray();
        } catch (IOException memoryNeverThrows) {
            throw new IllegalStateException(memoryNeverThrows);
        }
    }

    private static void write(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    static Tokens read(byte[] bytes) {
        try {
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
            Instant obtained = Instant.ofEpochMilli(in.readLong());
            long life = in.readLong();
            Secret access = Secret.of(text(in));
            String refresh = text(in);
            return new Tokens(
                    access,
                    refresh.isEmpty() ? Optional.empty() : Optional.of(Secret.of(refresh)),
                    obtained,
                    life < 0 ? Optional.empty() : Optional.of(Duration.ofMillis(life)));
        } catch (IOException | IllegalArgumentException broken) {
            throw new IllegalStateException("what is stored are no tokens", broken);
        }
    }

    private static String text(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new IOException("cut off");
        }
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }
}
