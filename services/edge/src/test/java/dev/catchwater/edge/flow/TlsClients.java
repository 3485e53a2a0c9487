package dev.catchwater.edge.flow;

import dev.catchwater.testkit.tls.CertificateAuthority;
import dev.catchwater.testkit.tls.Identity;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import java.net.Socket;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** Clients of a node's TLS port who trust everybody, and certificates that anybody may have. */
final class TlsClients {
    private TlsClients() {}

    static PemKeyCertOptions pem(String... names) {
        PemKeyCertOptions all = new PemKeyCertOptions();
        for (String name : names) {
            Identity identity = CertificateAuthority.shared().issue(name);
            all.addCertValue(Buffer.buffer(identity.chainPem())).addKeyValue(Buffer.buffer(identity.keyPem()));
        }
        return all;
    }

    static Socket connect(Node node) throws Exception {
        return connect(node, "");
    }

    static Socket connect(Node node, String name) throws Exception {
        SSLSocket socket = (SSLSocket) anyone().getSocketFactory().createSocket("127.0.0.1", node.plane.tlsPort());
        socket.setSoTimeout(15_000);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setServerNames(name.isEmpty() ? List.of() : List.of(new SNIHostName(name)));
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    static SSLContext anyone() throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Anyone()}, null);
        return context;
    }

    /** Trusts everybody, by whatever name. */
    private static final class Anyone extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
