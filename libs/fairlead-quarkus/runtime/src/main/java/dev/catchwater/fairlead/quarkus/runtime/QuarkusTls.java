package dev.catchwater.fairlead.quarkus.runtime;

import dev.catchwater.fairlead.tls.Pem;
import dev.catchwater.fairlead.tls.TlsPolicy;
import io.quarkus.tls.CertificateUpdatedEvent;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.net.ssl.X509KeyManager;

/**
 * The registry's configurations in Fairlead's terms. Their certificates, keys and protocols count; cipher suites do not,
 * and what would make a client trust more than it shows, or looks for revocations, is refused.
 */
@Singleton
final class QuarkusTls implements RegistryTls {
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private final TlsConfigurationRegistry registry;
    private final Vertx vertx;

    QuarkusTls(TlsConfigurationRegistry registry, Vertx vertx) {
        this.registry = registry;
        this.vertx = vertx;
    }

    @Override
    public Optional<TlsPolicy> policy(String configuration) {
        return registry.get(configuration).map(this::policy);
    }

    /** New certificates are used from the next connection on. */
    void updated(@Observes CertificateUpdatedEvent event, Clients clients) {
        clients.renewTls(event.name());
    }

    private TlsPolicy policy(TlsConfiguration tls) {
        if (tls.isTrustAll()) {
            throw new IllegalArgumentException("it trusts everybody, which no client of Fairlead does");
        }
        if (tls.getHostnameVerificationAlgorithm().filter("NONE"::equals).isPresent()) {
            throw new IllegalArgumentException("it checks no host names, which every client of Fairlead does");
        }
        if (!tls.getSSLOptions().getCrlPaths().isEmpty()
                || !tls.getSSLOptions().getCrlValues().isEmpty()) {
            throw new IllegalArgumentException("it has revocation lists, which Fairlead does not check");
        }
        try {
            List<Pem> authorities = authorities(tls.getTrustStore());
            return new TlsPolicy(authorities.isEmpty(), authorities, identity(tls), Map.of(), protocols(tls));
        } catch (GeneralSecurityException unreadable) {
            throw new IllegalArgumentException("its stores cannot be read", unreadable);
        }
    }

    private static Set<String> protocols(TlsConfiguration tls) {
        Set<String> spoken = new TreeSet<>(tls.getSSLOptions().getEnabledSecureTransportProtocols());
        spoken.retainAll(TlsPolicy.DEFAULT.protocols());
        return spoken;
    }

    /** Those of a trust store; without a store none, which stands for the platform's. */
    static List<Pem> authorities(@org.jspecify.annotations.Nullable KeyStore store) throws GeneralSecurityException {
        List<Pem> authorities = new ArrayList<>();
        if (store != null) {
            for (String alias : Collections.list(store.aliases())) {
                if (store.isCertificateEntry(alias)) {
                    authorities.add(
                            pem("CERTIFICATE", store.getCertificate(alias).getEncoded()));
                }
            }
            if (authorities.isEmpty()) {
                throw new IllegalArgumentException("its trust store names no certificate as trusted: entries with keys,"
                        + " and PKCS12 files that were not made as trust stores, do not count");
            }
        }
        return authorities;
    }

    private Optional<TlsPolicy.Identity> identity(TlsConfiguration tls) throws GeneralSecurityException {
        KeyStore store = tls.getKeyStore();
        if (store == null || tls.getKeyStoreOptions() == null) {
            return Optional.empty();
        }
        X509KeyManager keys = keys(tls);
        for (String alias : Collections.list(store.aliases())) {
            PrivateKey key = keys.getPrivateKey(alias);
            Certificate[] chain = keys.getCertificateChain(alias);
            if (key != null && chain != null) {
                StringBuilder certificates = new StringBuilder();
                for (Certificate certificate : chain) {
                    certificates.append(text("CERTIFICATE", certificate.getEncoded()));
                }
                byte[] pem = certificates.toString().getBytes(StandardCharsets.US_ASCII);
                return Optional.of(new TlsPolicy.Identity(Pem.of(pem), pem("PRIVATE KEY", key.getEncoded())));
            }
        }
        return Optional.empty();
    }

    private X509KeyManager keys(TlsConfiguration tls) throws GeneralSecurityException {
        try {
            return (X509KeyManager)
                    tls.getKeyStoreOptions().getKeyManagerFactory(vertx).getKeyManagers()[0];
        } catch (Exception unreadable) {
            // Its words may quote the key.
            throw new GeneralSecurityException("the private key cannot be read");
        }
    }

    private static Pem pem(String label, byte[] der) {
        return Pem.of(text(label, der).getBytes(StandardCharsets.US_ASCII));
    }

    private static String text(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n" + LINES.encodeToString(der) + "\n-----END " + label + "-----\n";
    }
}
