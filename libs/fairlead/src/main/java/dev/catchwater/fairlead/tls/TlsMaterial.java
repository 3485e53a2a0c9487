package dev.catchwater.fairlead.tls;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.TrustOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.function.Supplier;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509KeyManager;
import org.jspecify.annotations.Nullable;

/**
 * A policy with its files read.
 *
 * @param trust what servers are checked by
 * @param identity what the client shows to servers that ask, if it has anything to show
 * @param protocols TLS versions
 * @param fingerprint of the policy's files as they were before they were read
 */
public record TlsMaterial(
        TrustOptions trust, @Nullable KeyCertOptions identity, Set<String> protocols, String fingerprint) {
    /**
     * Reads and checks certificates and keys. Blocks.
     *
     * @throws IllegalArgumentException if a file cannot be read, holds no certificate or no key, or if they do not
     *     belong together; the message names no content
     */
    public static TlsMaterial load(TlsPolicy policy, Vertx vertx) {
        try {
            String fingerprint = policy.fingerprint();
            TrustOptions trust = TrustOptions.wrap(new CheckedTrust(platform(policy), policy.pins()));
            KeyCertOptions identity = policy.identity().isEmpty()
                    ? null
                    : identity(policy.identity().get(), vertx);
            return new TlsMaterial(trust, identity, policy.protocols(), fingerprint);
        } catch (IOException | GeneralSecurityException unusable) {
            throw new IllegalArgumentException("certificates could not be loaded: " + unusable.getMessage(), unusable);
        }
    }

    /** The material of a policy that names no files: nothing is read before the first handshake. */
    private static Supplier<X509ExtendedTrustManager> platform(TlsPolicy policy)
            throws GeneralSecurityException, IOException {
        if (policy.authorities().isEmpty()) {
            return Platform::trust;
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        if (policy.system()) {
            add(store, Arrays.asList(Platform.trust().getAcceptedIssuers()));
        }
        for (Pem authority : policy.authorities()) {
            add(store, certificates(authority));
        }
        X509ExtendedTrustManager trust = trust(store);
        return () -> trust;
    }

    private static void add(KeyStore store, Collection<? extends Certificate> certificates)
            throws GeneralSecurityException {
        for (Certificate certificate : certificates) {
            store.setCertificateEntry("authority-" + store.size(), certificate);
        }
    }

    private static Collection<? extends Certificate> certificates(Pem pem)
            throws GeneralSecurityException, IOException {
        try {
            return CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem.read()));
        } catch (CertificateException none) {
            throw new GeneralSecurityException("no certificate in " + pem, none);
        }
    }

    private static X509ExtendedTrustManager trust(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(store);
        for (TrustManager one : factory.getTrustManagers()) {
            if (one instanceof X509ExtendedTrustManager x509) {
                return x509;
            }
        }
        throw new GeneralSecurityException("the platform has no X.509 trust manager");
    }

    private static KeyCertOptions identity(TlsPolicy.Identity own, Vertx vertx)
            throws GeneralSecurityException, IOException {
        X509Certificate leaf =
                (X509Certificate) certificates(own.chain()).iterator().next();
        PemKeyCertOptions identity = new PemKeyCertOptions()
                .addCertValue(Buffer.buffer(own.chain().read()))
                .addKeyValue(Buffer.buffer(own.key().read()));
        KeyManagerFactory factory;
        try {
            factory = identity.getKeyManagerFactory(vertx);
        } catch (Exception unreadable) {
            // Its words may quote the key.
            throw new GeneralSecurityException("the private key cannot be read");
        }
        if (!belongsTo(leaf, (X509KeyManager) factory.getKeyManagers()[0])) {
            throw new GeneralSecurityException("the private key does not belong to the certificate");
        }
        return identity;
    }

    private static boolean belongsTo(X509Certificate leaf, X509KeyManager keys) throws GeneralSecurityException {
        String algorithm = leaf.getPublicKey().getAlgorithm();
        String[] aliases = keys.getClientAliases(algorithm, null);
        PrivateKey key = aliases == null ? null : keys.getPrivateKey(aliases[0]);
        if (key == null || !key.getAlgorithm().equals(algorithm)) {
            return false;
        }
        byte[] sample = new byte[32];
        Signature signature = Signature.getInstance(
                switch (algorithm) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> algorithm;
                });
        signature.initSign(key);
        signature.update(sample);
        byte[] signed = signature.sign();
        signature.initVerify(leaf.getPublicKey());
        signature.update(sample);
        return signature.verify(signed);
    }

    /** The platform's authorities, read once for all clients. */
    private static final class Platform {
        private static final X509ExtendedTrustManager TRUST;

        static {
            try {
                TRUST = TlsMaterial.trust(null);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("the platform's authorities cannot be read", e);
            }
        }

        static X509ExtendedTrustManager trust() {
            return TRUST;
        }
    }
}
