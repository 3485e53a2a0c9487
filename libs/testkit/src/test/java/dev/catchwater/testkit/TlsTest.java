package dev.catchwater.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.catchwater.testkit.tls.CertificateAuthority;
import dev.catchwater.testkit.tls.Identity;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;

/** TLS as Java's own client sees it. */
class TlsTest {
    @Test
    void aClientThatTrustsTheUpstreamTalksByTheProtocolItChoosesInAlpn(@HttpMock(tls = true) Upstream upstream)
            throws Exception {
        upstream.when(Match.get("/")).reply(Reply.ok("hello"));
        assertThat(upstream.uri("/").getScheme()).isEqualTo("https");
        for (HttpClient.Version version : HttpClient.Version.values()) {
            HttpResponse<String> response = get(upstream, upstream.trusting(), version);
            assertThat(response.body()).isEqualTo("hello");
            assertThat(response.version()).isEqualTo(version);
        }
    }

    @Test
    void anUpstreamMayHaveOneProtocolAlone(@HttpMock(tls = true, alpn = "http/1.1") Upstream upstream)
            throws Exception {
        upstream.when(Match.get("/")).reply(Reply.ok());
        assertThat(get(upstream, upstream.trusting(), HttpClient.Version.HTTP_2).version())
                .isEqualTo(HttpClient.Version.HTTP_1_1);
    }

    @Test
    void thePemIsAllThatAClientNeedsToTrust(@HttpMock(tls = true) Upstream upstream) throws Exception {
        upstream.when(Match.get("/")).reply(Reply.ok());
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry(
                "a",
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(
                                new ByteArrayInputStream(upstream.trustPem().getBytes(StandardCharsets.US_ASCII))));
        var trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        assertThat(get(upstream, context, HttpClient.Version.HTTP_2).statusCode())
                .isEqualTo(200);
    }

    @Test
    void aClientThatTrustsSomeoneElseIsAFailedHandshakeAndNoComplaint(@HttpMock(tls = true) Upstream upstream) {
        SSLContext other = CertificateAuthority.create().trusting();
        assertThatThrownBy(() -> get(upstream, other, HttpClient.Version.HTTP_2))
                .isInstanceOf(SSLHandshakeException.class)
                .hasMessageContaining("path");
        assertThat(upstream.awaitHandshakeFailures(1, Upstream.PATIENCE)).hasSize(1);
    }

    @Test
    void expiredCertificatesAndThoseForOtherNamesAreRefused() {
        CertificateAuthority authority = CertificateAuthority.create();
        for (Identity bad : new Identity[] {
            authority.issue("example.org"), authority.issue(CertificateAuthority.expired(), "127.0.0.1")
        }) {
            try (Upstream upstream = Upstream.start(Setup.tls(bad))) {
                assertThatThrownBy(() -> get(upstream, authority.trusting(), HttpClient.Version.HTTP_2))
                        .isInstanceOf(SSLHandshakeException.class);
            }
        }
    }

    @Test
    void anUpstreamThatWantsAClientsCertificateTalksToThoseWhoShowOne() throws Exception {
        try (Upstream upstream = Upstream.start(Setup.tls().clientCertificate())) {
            upstream.when(Match.get("/")).reply(Reply.ok("welcome"));
            SSLContext own = CertificateAuthority.shared().issue("client").context();
            assertThat(get(upstream, own, HttpClient.Version.HTTP_2).body()).isEqualTo("welcome");
            assertThatThrownBy(() -> get(upstream, upstream.trusting(), HttpClient.Version.HTTP_2))
                    .isInstanceOf(IOException.class);
            assertThat(upstream.requests()).hasSize(1);
        }
    }

    @Test
    void withTlsAnOrderlyEndSaysSoAndAResetDoesNot(@HttpMock(tls = true) Upstream upstream) throws Exception {
        upstream.when(Match.get("/cut")).reply(Reply.ok("hello").truncateAfter(2));
        upstream.when(Match.get("/reset")).reply(Reply.ok("hello").resetAfter(2));
        assertThat(readAll(upstream, "/cut")).endsWith("\r\n\r\nhe");
        assertThatThrownBy(() -> readAll(upstream, "/reset"))
                .isInstanceOfAny(SSLException.class, java.net.SocketException.class)
                .hasMessageContaining("reset");
    }

    @Test
    void anUpstreamWithoutTlsHasNothingToTrust(@HttpMock Upstream upstream) {
        assertThatThrownBy(upstream::trustPem).isInstanceOf(IllegalStateException.class);
    }

    private static HttpResponse<String> get(Upstream upstream, SSLContext context, HttpClient.Version version)
            throws Exception {
        try (HttpClient client =
                HttpClient.newBuilder().sslContext(context).version(version).build()) {
            return client.send(HttpRequest.newBuilder(upstream.uri("/")).build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private static String readAll(Upstream upstream, String path) throws IOException {
        try (var socket =
                (SSLSocket) upstream.trusting().getSocketFactory().createSocket("127.0.0.1", upstream.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
