package dev.catchwater.testkit;

import dev.catchwater.testkit.tls.CertificateAuthority;
import dev.catchwater.testkit.tls.Identity;
import java.io.IOException;
import java.net.Socket;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * How an {@link Upstream} is to listen, immutable: every method returns a new one. Without TLS it speaks HTTP/1.1 and, to
 * clients that begin with HTTP/2's preface (prior knowledge, h2c), HTTP/2. With TLS the client chooses by ALPN.
 */
public final class Setup {
    private static final List<String> BOTH = List.of("h2", "http/1.1");
    private static final String[] OWN_NAMES = {"localhost", "127.0.0.1", "::1"};

    private final InstantSource clock;
    private final Optional<Tls> tls;
    private final List<String> protocols;
    private final boolean wantsClientCertificate;

    private Setup(InstantSource clock, Optional<Tls> tls, List<String> protocols, boolean wantsClientCertificate) {
        this.clock = clock;
        this.tls = tls;
        this.protocols = protocols;
        this.wantsClientCertificate = wantsClientCertificate;
    }

    private record Tls(Identity identity, SSLContext context) {
        static Tls of(Identity identity) {
            return new Tls(identity, identity.context());
        }
    }

    /** Made by the first who asks. */
    private static final class Usual {
        private static final Tls TLS = Tls.of(CertificateAuthority.shared().issue(OWN_NAMES));
    }

    /** Without TLS. */
    public static Setup plain() {
        return new Setup(InstantSource.system(), Optional.empty(), BOTH, false);
    }

    /** With a certificate for localhost, 127.0.0.1 and ::1 that {@link CertificateAuthority#shared()} signed. */
    public static Setup tls() {
        return plain().with(Usual.TLS);
    }

    /** With a certificate of the test's choice: of another authority, expired, for another name. */
    public static Setup tls(Identity identity) {
        return plain().with(Tls.of(identity));
    }

    /** The protocols it has in TLS (ALPN), the best first: {@code h2}, {@code http/1.1}; both unless told otherwise. */
    public Setup alpn(String... names) {
        return new Setup(clock, tls, List.of(names), wantsClientCertificate);
    }

    /** Asks for a client's certificate, and refuses those who show none of the same authority. */
    public Setup clientCertificate() {
        return new Setup(clock, tls, protocols, true);
    }

    /** The clock that dates records; {@link Upstream#useTime} moves delays to one, too. */
    public Setup clock(InstantSource dates) {
        return new Setup(dates, tls, protocols, wantsClientCertificate);
    }

    InstantSource clock() {
        return clock;
    }

    String scheme() {
        return tls.isPresent() ? "https" : "http";
    }

    Identity identity() {
        return tls.orElseThrow(() -> new IllegalStateException("this upstream speaks no TLS"))
                .identity();
    }

    /** The socket to talk over, its handshake done. */
    Socket secured(Socket plain) throws IOException {
        if (tls.isEmpty()) {
            return plain;
        }
        var secured =
                (SSLSocket) tls.get().context().getSocketFactory().createSocket(plain, null, plain.getPort(), true);
        secured.setUseClientMode(false);
        var parameters = secured.getSSLParameters();
        parameters.setApplicationProtocols(protocols.toArray(String[]::new));
        parameters.setNeedClientAuth(wantsClientCertificate);
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }

    private Setup with(Tls chosen) {
        return new Setup(clock, Optional.of(chosen), protocols, wantsClientCertificate);
    }
}
