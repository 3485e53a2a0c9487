package dev.catchwater.fairlead.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import org.junit.jupiter.api.Test;

class TlsPolicyTest {
    private static final String PIN = "sha256/" + "A".repeat(43) + "=";
    private static final String BACKUP = "sha256/" + "B".repeat(43) + "=";

    @Test
    void aPinNeedsABackupAndTheFormOfAPin() {
        assertThatThrownBy(() -> TlsPolicy.DEFAULT.withPins("a.test", PIN)).hasMessageContaining("backup");
        assertThatThrownBy(() -> TlsPolicy.DEFAULT.withPins("a.test", PIN, "sha1/" + "A".repeat(43) + "="))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(TlsPolicy.DEFAULT.withPins("A.test", PIN, BACKUP).pins()).containsOnlyKeys("a.test");
    }

    @Test
    void nothingBelowTls12IsSpokenAndSomebodyIsTrusted() {
        assertThatThrownBy(() -> TlsPolicy.DEFAULT.withProtocols("TLSv1.1", "TLSv1.2"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TlsPolicy.DEFAULT.withProtocols()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TlsPolicy.DEFAULT.trusting()).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPinIsTheHashOfTheWholeKeyInfo() {
        // `openssl pkey -pubin -outform der | openssl dgst -sha256 -binary | base64` of this key
        byte[] der = Base64.getDecoder().decode("MCowBQYDK2VwAyEAAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
        assertThat(TlsPolicy.pin(new java.security.PublicKey() {
                    @Override
                    public String getAlgorithm() {
                        return "Ed25519";
                    }

                    @Override
                    public String getFormat() {
                        return "X.509";
                    }

                    @Override
                    public byte[] getEncoded() {
                        return der;
                    }
                }))
                .isEqualTo("sha256/lAhFeu/Qcc7BJ8H5hTmTCGGtG6lMlA25dclywJ/Gi2g=");
    }

    @Test
    void aPrivateKeyInMemoryIsNeverShown() {
        TlsPolicy policy = TlsPolicy.DEFAULT.withIdentity(Pem.of("secret".getBytes()), Pem.of("secret".getBytes()));
        assertThat(policy.toString()).doesNotContain("secret");
    }
}
