package dev.catchwater.edge.setup.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.catchwater.testkit.tls.CertificateAuthority;
import dev.catchwater.testkit.tls.Identity;
import io.vertx.core.Vertx;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.X509KeyManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateFolderTest {
    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final CertificateAuthority authority = CertificateAuthority.shared();
    private CertificateFolder certificates;

    @BeforeEach
    void look() {
        certificates = new CertificateFolder(vertx, folder);
    }

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private void put(String file, String... content) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, String.join("", content));
    }

    private void pair(String name, String host) throws IOException {
        Identity identity = authority.issue(host);
        put(name + ".crt", identity.chainPem());
        put(name + ".key", identity.keyPem());
    }

    private List<String> read() throws Exception {
        PemKeyCertOptions read = (PemKeyCertOptions) certificates.read();
        List<String> names = new ArrayList<>();
        X509KeyManager keys = (X509KeyManager) read.getKeyManagerFactory(vertx).getKeyManagers()[0];
        for (int i = 0; i < read.getCertValues().size(); i++) {
            names.add(String.valueOf(keys.getCertificateChain("dummy-entry-" + i)[0]
                    .getSubjectAlternativeNames()
                    .iterator()
                    .next()
                    .get(1)));
        }
        return names;
    }

    @Test
    void pairsFilesWithBothAndMountedSecretsAreRead() throws Exception {
        pair("b", "b.test");
        pair("default", "first.test");
        Identity whole = authority.issue("a.test");
        put("a.pem", whole.chainPem(), whole.keyPem());
        pair("c/tls", "c.test");
        pair("..2026_11_26/tls", "hidden.test");
        put("README.md", "no certificate");
        assertThat(read()).containsExactly("first.test", "a.test", "b.test", "c.test");
    }

    @Test
    void whatIsMissingOrNoCertificateIsNamedAndItsContentIsNot() throws Exception {
        assertThatThrownBy(() -> certificates.read()).hasMessageContaining("there is no NAME.crt");
        pair("a", "a.test");
        Files.delete(folder.resolve("a.key"));
        assertThatThrownBy(() -> certificates.read()).hasMessage("there is no a.key");
        put("a.key", "-----BEGIN PRIVATE KEY-----\nsecret\n-----END PRIVATE KEY-----\n");
        assertThatThrownBy(() -> certificates.read())
                .hasMessage("a.crt and a.key are no certificate and key in PEM")
                .hasNoCause();
        put("a.key", "x".repeat(300_000));
        assertThatThrownBy(() -> certificates.read()).hasMessageContaining("larger than 256 KiB");
    }

    @Test
    void onlyWhatHasChangedIsReadAgainAndAFaultIsToldOnce() throws Exception {
        pair("a", "a.test");
        assertThat(read()).hasSize(1);
        assertThat(certificates.changed()).isEmpty();
        pair("b", "b.test");
        assertThat(certificates.changed()).isPresent();
        assertThat(certificates.changed()).isEmpty();
        put("b.key", "torn");
        assertThatThrownBy(() -> certificates.changed()).isInstanceOf(IOException.class);
        assertThat(certificates.changed()).isEmpty();
        Files.delete(folder.resolve("b.key"));
        Files.delete(folder.resolve("b.crt"));
        assertThat(certificates.changed()).isPresent();
    }
}
