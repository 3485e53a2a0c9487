package dev.catchwater.testkit.tls;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import javax.net.ssl.SSLContext;

/**
 * A certificate authority that lives in memory alone (ECDSA, P-256): it signs certificates for servers and clients, and
 * its own certificate is what the other side must trust. Immutable; nothing is written anywhere.
 */
public final class CertificateAuthority {
    private static final Duration SLACK = Duration.ofDays(1);
    private static final Duration LIFE = Duration.ofDays(3650);

    /** Made by the first who asks: keys cost milliseconds. */
    private static final class Shared {
        private static final CertificateAuthority AUTHORITY = create();
    }

    private final String name;
    private final KeyPair keys;
    private final X509Certificate certificate;

    private CertificateAuthority(String name) throws GeneralSecurityException {
        this.name = name;
        this.keys = newKeys();
        this.certificate = Certificate.signed(
                new Certificate.Contents(name, usual(), keys.getPublic(), Certificate.ofAuthority(keys.getPublic())),
                name,
                keys);
    }

    /** An authority that nobody trusts yet; each has a key of its own. */
    public static CertificateAuthority create() {
        try {
            return new CertificateAuthority("Testkit authority");
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this Java has no ECDSA over P-256", missing);
        }
    }

    /** The one authority of this JVM that signs for every upstream: a client that trusts it can talk to all of them. */
    public static CertificateAuthority shared() {
        return Shared.AUTHORITY;
    }

    /** Valid since yesterday and for ten years. */
    public static Validity usual() {
        Instant now = InstantSource.system().instant();
        return new Validity(now.minus(SLACK), now.plus(LIFE));
    }

    /** Over since an hour. */
    public static Validity expired() {
        Instant now = InstantSource.system().instant();
        return new Validity(now.minus(SLACK), now.minus(Duration.ofHours(1)));
    }

    /** A certificate, with its key, for these host names and IP literals; for none of them where there are none. */
    public Identity issue(String... names) {
        return issue(usual(), names);
    }

    /** The same with a validity of its own: {@link #expired()}, for instance. */
    public Identity issue(Validity validity, String... names) {
        try {
            KeyPair own = newKeys();
            var contents = new Certificate.Contents(
                    names.length == 0 ? "nobody" : names[0],
                    validity,
                    own.getPublic(),
                    Certificate.ofLeaf(own.getPublic(), keys.getPublic(), List.of(names)));
            return new Identity(Certificate.signed(contents, name, keys), certificate, own.getPrivate());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("what signed itself cannot sign " + List.of(names), impossible);
        }
    }

    /** What a client must trust. */
    public X509Certificate certificate() {
        return certificate;
    }

    /** What a client must trust, as PEM. */
    public String pem() {
        return Pem.of(certificate);
    }

    /** A context for clients that trust this authority and no other. */
    public SSLContext trusting() {
        return Contexts.trusting(certificate);
    }

    private static KeyPair newKeys() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }
}
