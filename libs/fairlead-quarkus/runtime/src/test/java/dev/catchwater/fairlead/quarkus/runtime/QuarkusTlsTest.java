package dev.catchwater.fairlead.quarkus.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.KeyStore;
import org.junit.jupiter.api.Test;

class QuarkusTlsTest {
    @Test
    void aTrustStoreThatTrustsNobodyIsNotTakenForThePlatforms() throws Exception {
        assertThat(QuarkusTls.authorities(null)).isEmpty();
        KeyStore empty = KeyStore.getInstance("PKCS12");
        empty.load(null, null);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> QuarkusTls.authorities(empty))
                .withMessageContaining("trust store");
    }
}
