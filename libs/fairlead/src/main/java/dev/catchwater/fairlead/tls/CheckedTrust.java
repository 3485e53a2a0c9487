package dev.catchwater.fairlead.tls;

import dev.catchwater.fairlead.HttpFailure.Distrust;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * The platform's checks of path and host name, and after them ours: strength, and pins. Every refusal says why, found
 * by looking at the certificates, since the platform tells most reasons in words only.
 */
final class CheckedTrust extends X509ExtendedTrustManager {
    private static final String SERVERS = "1.3.6.1.5.5.7.3.1";
    private static final String ANY_USE = "2.5.29.37.0";

    private final Supplier<X509ExtendedTrustManager> platform;
    private final Map<String, Set<String>> pins;

    /** @param platform asked for when the first server shows a certificate: the system's authorities load slowly */
    CheckedTrust(Supplier<X509ExtendedTrustManager> platform, Map<String, Set<String>> pins) {
        this.platform = platform;
        this.pins = pins;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] sent, String keys, SSLEngine engine) throws CertificateException {
        X509ExtendedTrustManager trust = platform.get();
        try {
            trust.checkServerTrusted(sent, keys, engine);
        } catch (CertificateException refused) {
            throw new Distrusted(reason(sent, keys, refused, trust), refused);
        }
        List<X509Certificate> chain;
        try {
            chain = Chains.validated(sent, trust.getAcceptedIssuers());
        } catch (GeneralSecurityException noPath) {
            throw new Distrusted(Distrust.UNKNOWN_AUTHORITY, noPath);
        }
        if (Chains.isWeak(chain)) {
            throw new Distrusted(Distrust.WEAK, null);
        }
        if (!isPinned(engine.getPeerHost(), chain)) {
            throw new Distrusted(Distrust.WRONG_PIN, null);
        }
    }

    private boolean isPinned(@Nullable String host, List<X509Certificate> chain) {
        Set<String> wanted = host == null ? null : pins.get(host.toLowerCase(Locale.ROOT));
        return wanted == null
                || chain.stream().anyMatch(certificate -> wanted.contains(TlsPolicy.pin(certificate.getPublicKey())));
    }

    private static Distrust reason(
            X509Certificate[] sent, String keys, CertificateException refused, X509ExtendedTrustManager trust)
            throws CertificateException {
        for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateExpiredException) {
                return Distrust.EXPIRED;
            } else if (cause instanceof CertificateNotYetValidException) {
                return Distrust.NOT_YET_VALID;
            } else if (cause instanceof CertPathValidatorException path
                    && path.getReason() == CertPathValidatorException.BasicReason.ALGORITHM_CONSTRAINED) {
                return Distrust.WEAK;
            }
        }
        List<String> uses = sent[0].getExtendedKeyUsage();
        if (uses != null && !uses.contains(SERVERS) && !uses.contains(ANY_USE)) {
            return Distrust.WRONG_USE;
        }
        if (isAcceptedWithoutHost(sent, keys, trust)) {
            return Distrust.WRONG_HOST;
        }
        boolean alone = sent[0].getSubjectX500Principal().equals(sent[0].getIssuerX500Principal());
        return alone ? Distrust.SELF_SIGNED : Distrust.UNKNOWN_AUTHORITY;
    }

    private static boolean isAcceptedWithoutHost(X509Certificate[] sent, String keys, X509ExtendedTrustManager trust) {
        try {
            trust.checkServerTrusted(sent, keys);
            return true;
        } catch (CertificateException refusedToo) {
            return false;
        }
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return platform.get().getAcceptedIssuers();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] sent, String keys) throws CertificateException {
        throw new CertificateException("without an engine no host name could be checked");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] sent, String keys, Socket socket) throws CertificateException {
        throw new CertificateException("connections here are made by engines");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] sent, String keys) throws CertificateException {
        throw new CertificateException("this is a client");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] sent, String keys, Socket socket) throws CertificateException {
        checkClientTrusted(sent, keys);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] sent, String keys, SSLEngine engine) throws CertificateException {
        checkClientTrusted(sent, keys);
    }
}
