package dev.catchwater.testkit.tls;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;

/** A certificate together with its key and the certificate of who signed it: what a server or a client shows. */
public final class Identity {
    private final X509Certificate certificate;
    private final X509Certificate issuer;
    private final PrivateKey key;

    Identity(X509Certificate certificate, X509Certificate issuer, PrivateKey key) {
        this.certificate = certificate;
        this.issuer = issuer;
        this.key = key;
    }

    public X509Certificate certificate() {
        return certificate;
    }

    public PrivateKey key() {
        return key;
    }

    /** The certificate and its issuer's as PEM, in this order. */
    public String chainPem() {
        return Pem.of(certificate) + Pem.of(issuer);
    }

    /** The key as PEM (PKCS #8, not encrypted). */
    public String keyPem() {
        return Pem.of(key);
    }

    /** What the other side must trust, as PEM. */
    public String trustPem() {
        return Pem.of(issuer);
    }

    /** A context for the other side: it trusts who signed this and no other. */
    public SSLContext trusting() {
        return Contexts.trusting(issuer);
    }

    /** A context that shows this certificate and trusts those of the same authority alone. */
    public SSLContext context() {
        return Contexts.showing(key, new X509Certificate[] {certificate, issuer}, issuer);
    }

    /** A context that shows this certificate and trusts what that authority signed. */
    public SSLContext context(CertificateAuthority trusted) {
        return Contexts.showing(key, new X509Certificate[] {certificate, issuer}, trusted.certificate());
    }

    @Override
    public String toString() {
        return "Identity " + certificate.getSubjectX500Principal();
    }
}
