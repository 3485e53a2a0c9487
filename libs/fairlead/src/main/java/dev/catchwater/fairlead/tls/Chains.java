package dev.catchwater.fairlead.tls;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXCertPathBuilderResult;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Chains of certificates, from a peer's to the authority that is trusted. */
final class Chains {
    private static final int MIN_RSA_BITS = 2048;
    private static final int MIN_CURVE_BITS = 256;

    private Chains() {}

    /**
     * The chain that makes the first certificate trustworthy, the authority last. What a peer sends proves nothing:
     * it may add any certificate, one with a pinned key for instance.
     */
    static List<X509Certificate> validated(X509Certificate[] sent, X509Certificate[] authorities)
            throws GeneralSecurityException {
        Set<TrustAnchor> anchors = new HashSet<>();
        for (X509Certificate authority : authorities) {
            anchors.add(new TrustAnchor(authority, null));
        }
        if (Arrays.asList(authorities).contains(sent[0])) {
            return List.of(sent[0]);
        }
        X509CertSelector peer = new X509CertSelector();
        peer.setCertificate(sent[0]);
        PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, peer);
        parameters.setRevocationEnabled(false);
        parameters.addCertStore(
                CertStore.getInstance("Collection", new CollectionCertStoreParameters(Arrays.asList(sent))));
        var result =
                (PKIXCertPathBuilderResult) CertPathBuilder.getInstance("PKIX").build(parameters);
        List<X509Certificate> chain = new ArrayList<>();
        result.getCertPath().getCertificates().forEach(certificate -> chain.add((X509Certificate) certificate));
        chain.add(result.getTrustAnchor().getTrustedCert());
        return chain;
    }

    /** Whether a key is short or a signature old; that of the authority itself, the last, is not looked at. */
    static boolean isWeak(List<X509Certificate> chain) {
        for (int i = 0; i < chain.size(); i++) {
            boolean vouched = i < chain.size() - 1;
            if (isWeak(chain.get(i).getPublicKey()) || (vouched && hasWeakSignature(chain.get(i)))) {
                return true;
            }
        }
        return false;
    }

    static boolean hasWeakSignature(X509Certificate certificate) {
        String algorithm = certificate.getSigAlgName().toUpperCase(Locale.ROOT);
        return algorithm.startsWith("MD") || algorithm.startsWith("SHA1") || algorithm.contains("SHA-1");
    }

    private static boolean isWeak(PublicKey key) {
        return switch (key) {
            case RSAPublicKey rsa -> rsa.getModulus().bitLength() < MIN_RSA_BITS;
            case ECPublicKey curve -> curve.getParams().getOrder().bitLength() < MIN_CURVE_BITS;
            case EdECPublicKey edwards -> false;
            default -> true;
        };
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
