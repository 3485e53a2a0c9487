package dev.catchwater.fairlead.quarkus.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.catchwater.fairlead.quarkus.config.Surroundings.SecretPlace;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutsideTest {
    private final Vertx vertx = Vertx.vertx();
    private final Outside outside = new Outside(vertx, List.of(), List.of());

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        outside.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private String read(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), text);
        return outside.secret(new SecretPlace.InFile(file)).reveal();
    }

    @Test
    void aFilesLastLineBreakIsNoPartOfTheSecret() throws IOException {
        assertThat(read("t0ken\n")).isEqualTo("t0ken");
        assertThat(read("t0ken\r\n")).isEqualTo("t0ken");
        assertThat(read(" t0 ken\n\n")).isEqualTo(" t0 ken\n");
    }

    @Test
    void whatIsNoSecretIsRefusedWithoutBeingQuoted() throws IOException {
        assertThatIllegalArgumentException().isThrownBy(() -> read("\n")).withMessage("it is empty");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("planted".repeat(10_000)))
                .withMessage("it is longer than 64 KiB");
        Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe});
        assertThatIllegalArgumentException()
                .isThrownBy(() -> outside.secret(new SecretPlace.InFile(binary)))
                .withMessage("it is no text in UTF-8");
    }

    @Test
    void aVariablesValueIsTheSecret() {
        assertThat(outside.secret(new SecretPlace.InVariable("PATH")).reveal()).isEqualTo(System.getenv("PATH"));
    }
}
