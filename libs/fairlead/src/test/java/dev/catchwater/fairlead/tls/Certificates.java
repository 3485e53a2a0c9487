package dev.catchwater.fairlead.tls;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.math.BigInteger;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Random;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Certificates made for one test, good and bad. */
public final class Certificates {
    private static final Instant NOW = Instant.now();
    private static final Random SERIALS = new Random(1);

    private Certificates() {}

    /** A certificate with its key, and what vouches for it. */
    public record Issued(List<X509Certificate> chain, KeyPair keys) {
        public X509Certificate certificate() {
            return chain.getFirst();
        }

        public byte[] chainPem() {
            StringBuilder text = new StringBuilder();
            for (X509Certificate each : chain) {
                try {
                    text.append(pem("CERTIFICATE", each.getEncoded()));
                } catch (GeneralSecurityException e) {
                    throw new AssertionError(e);
                }
            }
            return text.toString().getBytes(StandardCharsets.US_ASCII);
        }

        public byte[] keyPem() {
            return pem("PRIVATE KEY", keys.getPrivate().getEncoded()).getBytes(StandardCharsets.US_ASCII);
        }

        public Pem asAuthority() {
            return Pem.of(chainPem());
        }

        public PemKeyCertOptions forServer() {
            return new PemKeyCertOptions()
                    .addCertValue(Buffer.buffer(chainPem()))
                    .addKeyValue(Buffer.buffer(keyPem()));
        }

        /** A server's own choice of what to send: this, and another certificate that vouches for nothing. */
        public KeyCertOptions sending(X509Certificate another) {
            return KeyCertOptions.wrap(new Sending(new X509Certificate[] {certificate(), another}, keys.getPrivate()));
        }
    }

    private static final class Sending extends X509ExtendedKeyManager {
        private final X509Certificate[] chain;
        private final PrivateKey key;

        Sending(X509Certificate[] chain, PrivateKey key) {
            this.chain = chain;
            this.key = key;
        }

        @Override
        public String chooseEngineServerAlias(String type, Principal[] issuers, SSLEngine engine) {
            return type.equals(key.getAlgorithm()) ? "it" : null;
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return chain;
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return key;
        }

        @Override
        public String[] getServerAliases(String type, Principal[] issuers) {
            return new String[] {"it"};
        }

        @Override
        public String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
            return "it";
        }

        @Override
        public String[] getClientAliases(String type, Principal[] issuers) {
            return new String[0];
        }

        @Override
        public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
            return null;
        }
    }

    /** What a certificate is to say. */
    public record Wish(
            String name, Duration from, Duration until, KeyPair keys, String signature, List<KeyPurposeId> uses) {
        public Wish until(Duration ends) {
            return new Wish(name, from, ends, keys, signature, uses);
        }

        public Wish from(Duration begins) {
            return new Wish(name, begins, until, keys, signature, uses);
        }

        public Wish keys(KeyPair others) {
            return new Wish(name, from, until, others, signature, uses);
        }

        public Wish signature(String algorithm) {
            return new Wish(name, from, until, keys, algorithm, uses);
        }

        public Wish uses(KeyPurposeId... only) {
            return new Wish(name, from, until, keys, signature, List.of(only));
        }
    }

    /** A good server's or client's certificate, valid from yesterday to tomorrow. */
    public static Wish named(String name) {
        return new Wish(
                name,
                Duration.ofDays(-1),
                Duration.ofDays(1),
                curve(),
                "SHA256withRSA",
                List.of(KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth));
    }

    public static KeyPair rsa(int bits) {
        return keys("RSA", bits);
    }

    public static KeyPair curve() {
        return keys("EC", 256);
    }

    private static KeyPair keys(String algorithm, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    public static Issued authority(String name) {
        Wish wish = named(name).keys(rsa(2048));
        return new Issued(List.of(sign(wish, name, wish.keys(), true)), wish.keys());
    }

    public static Issued selfSigned(Wish wanted) {
        Wish wish = wanted.signature("SHA256withECDSA");
        return new Issued(List.of(sign(wish, wish.name(), wish.keys(), false)), wish.keys());
    }

    public static Issued issue(Issued authority, Wish wish) {
        String by = authority.certificate().getSubjectX500Principal().getName().replaceFirst("CN=", "");
        return new Issued(List.of(sign(wish, by, authority.keys(), false)), wish.keys());
    }

    private static X509Certificate sign(Wish wish, String issuer, KeyPair by, boolean isAuthority) {
        try {
            var builder = new JcaX509v3CertificateBuilder(
                    new X500Name("CN=" + issuer),
                    new BigInteger(64, SERIALS),
                    Date.from(NOW.plus(wish.from())),
                    Date.from(NOW.plus(wish.until())),
                    new X500Name("CN=" + wish.name()),
                    wish.keys().getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(isAuthority));
            if (!isAuthority) {
                builder.addExtension(
                        Extension.extendedKeyUsage,
                        false,
                        new ExtendedKeyUsage(wish.uses().toArray(KeyPurposeId[]::new)));
                builder.addExtension(
                        Extension.subjectAlternativeName,
                        false,
                        new GeneralNames(new GeneralName(GeneralName.dNSName, wish.name())));
            }
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder(wish.signature()).build(by.getPrivate())));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static String pem(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
                + "\n-----END " + label + "-----\n";
    }
}
