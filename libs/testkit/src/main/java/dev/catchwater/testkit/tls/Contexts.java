package dev.catchwater.testkit.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** Contexts of key stores that never leave memory. */
final class Contexts {
    private Contexts() {}

    static SSLContext trusting(X509Certificate authority) {
        try {
            return context(new KeyManager[0], authority);
        } catch (GeneralSecurityException | IOException impossible) {
            throw new IllegalStateException("a key store in memory failed", impossible);
        }
    }

    static SSLContext showing(PrivateKey key, X509Certificate[] chain, X509Certificate trusted) {
        try {
            KeyStore store = empty();
            store.setKeyEntry("own", key, new char[0], chain);
            var keys = KeyManagerFactory.getInstance("PKIX");
            keys.init(store, new char[0]);
            return context(keys.getKeyManagers(), trusted);
        } catch (GeneralSecurityException | IOException impossible) {
            throw new IllegalStateException("a key store in memory failed", impossible);
        }
    }

    private static SSLContext context(KeyManager[] shown, X509Certificate trusted)
            throws GeneralSecurityException, IOException {
        KeyStore store = empty();
        store.setCertificateEntry("authority", trusted);
        var trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(store);
        TrustManager[] managers = trust.getTrustManagers();
        var context = SSLContext.getInstance("TLS");
        context.init(shown, managers, null);
        return context;
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
