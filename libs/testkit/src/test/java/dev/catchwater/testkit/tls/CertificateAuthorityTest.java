package dev.catchwater.testkit.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.Certificate;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Judged by Java's own reader and path validation, which is as strict as RFC 5280. */
class CertificateAuthorityTest {
    private final CertificateAuthority authority = CertificateAuthority.create();

    @Test
    void aLeafIsValidBelowItsAuthorityAndBelowNoOther() throws Exception {
        Identity leaf = authority.issue("example.org");
        validate(leaf, authority);
        assertThatThrownBy(() -> validate(leaf, CertificateAuthority.create()))
                .isInstanceOf(CertPathValidatorException.class);
    }

    @Test
    void aLeafIsForItsNamesAndAddresses() throws Exception {
        X509Certificate leaf = authority
                .issue("example.org", "*.example.net", "127.0.0.1", "::1")
                .certificate();
        assertThat(leaf.getSubjectAlternativeNames())
                .extracting(List::copyOf)
                .extracting(List::toString)
                .containsExactly("[2, example.org]", "[2, *.example.net]", "[7, 127.0.0.1]", "[7, 0:0:0:0:0:0:0:1]");
        assertThat(leaf.getBasicConstraints()).isEqualTo(-1);
        assertThat(leaf.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2");
        assertThat(authority.certificate().getBasicConstraints()).isEqualTo(Integer.MAX_VALUE);
        assertThat(authority.certificate().getKeyUsage()).startsWith(false, false, false, false, false, true, true);
    }

    @Test
    void anExpiredLeafIsExpiredAndOneOfAFarFutureIsDatedRight() throws Exception {
        assertThatThrownBy(() -> authority
                        .issue(CertificateAuthority.expired(), "a")
                        .certificate()
                        .checkValidity())
                .isInstanceOf(CertificateExpiredException.class);
        Instant far = Instant.parse("2101-02-03T04:05:06Z");
        X509Certificate later = authority
                .issue(new Validity(far, far.plus(Duration.ofDays(1))), "a")
                .certificate();
        assertThat(later.getNotBefore().toInstant()).isEqualTo(far);
        assertThatThrownBy(() -> new Validity(far, far)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void pemHoldsTheChainAndTheKeyThatFitsIt() throws Exception {
        Identity leaf = authority.issue("example.org");
        var chain = CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(leaf.chainPem().getBytes(StandardCharsets.US_ASCII)));
        assertThat(new ArrayList<Certificate>(chain)).containsExactly(leaf.certificate(), authority.certificate());
        assertThat(leaf.trustPem()).isEqualTo(authority.pem());
        byte[] key = Base64.getMimeDecoder().decode(leaf.keyPem().replaceAll("-----.*-----\n", ""));
        var signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(key)));
        signature.update((byte) 1);
        byte[] signed = signature.sign();
        signature.initVerify(leaf.certificate());
        signature.update((byte) 1);
        assertThat(signature.verify(signed)).isTrue();
    }

    @Test
    void noTwoCertificatesShareASerialNumber() {
        assertThat(authority.issue("a").certificate().getSerialNumber())
                .isNotEqualTo(authority.issue("a").certificate().getSerialNumber());
    }

    private static void validate(Identity leaf, CertificateAuthority trusted) throws Exception {
        CertPath path = CertificateFactory.getInstance("X.509").generateCertPath(List.of(leaf.certificate()));
        var parameters = new PKIXParameters(Set.of(new TrustAnchor(trusted.certificate(), null)));
        parameters.setRevocationEnabled(false);
        CertPathValidator.getInstance("PKIX").validate(path, parameters);
    }
}
