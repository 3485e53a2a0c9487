package dev.catchwater.fairlead.exchange;

import static dev.catchwater.fairlead.Answers.failureOf;
import static dev.catchwater.fairlead.Answers.get;
import static dev.catchwater.fairlead.tls.Certificates.authority;
import static dev.catchwater.fairlead.tls.Certificates.curve;
import static dev.catchwater.fairlead.tls.Certificates.issue;
import static dev.catchwater.fairlead.tls.Certificates.named;
import static dev.catchwater.fairlead.tls.Certificates.rsa;
import static dev.catchwater.fairlead.tls.Certificates.selfSigned;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.HttpFailure.Distrust;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.tls.Certificates;
import dev.catchwater.fairlead.tls.Certificates.Issued;
import dev.catchwater.fairlead.tls.Pem;
import dev.catchwater.fairlead.tls.TlsMaterial;
import dev.catchwater.fairlead.tls.TlsPolicy;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.TrustOptions;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import javax.net.ssl.X509TrustManager;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TlsTest extends OverSockets {
    private static final Issued CA = authority("A");
    private static final Issued STRANGER = authority("B");
    private static final Issued GOOD = issue(CA, named("localhost"));
    private static final Issued CLIENT = issue(CA, named("client"));
    private static final TlsPolicy TRUSTING = TlsPolicy.DEFAULT.trusting(CA.asAuthority());

    private final List<HttpServer> servers = new ArrayList<>();
    private final List<VertxExchange> exchanges = new ArrayList<>();
    /** What arrived: nothing must where nothing is trusted. */
    private final List<String> received = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        exchanges.forEach(VertxExchange::close);
        servers.forEach(
                server -> get(Uni.createFrom().completionStage(server.close().toCompletionStage())));
    }

    private HttpServerOptions presenting(Issued certificate) {
        return new HttpServerOptions().setHost("127.0.0.1").setSsl(true).setKeyCertOptions(certificate.forServer());
    }

    private String serve(HttpServerOptions options) {
        HttpServer server = VERTX.createHttpServer(options).requestHandler(request -> {
            received.add(request.uri());
            request.response().end(request.connection().indicatedServerName() + "");
        });
        servers.add(server);
        return "https://localhost:"
                + get(Uni.createFrom().completionStage(server.listen(0).toCompletionStage()))
                        .actualPort()
                + "/?k=secret";
    }

    private VertxExchange client(TlsPolicy policy) {
        var made =
                new VertxExchange(VERTX, Bounds.DEFAULT, Protocol.HTTP_1_1, TlsMaterial.load(policy, VERTX), 8, timers);
        exchanges.add(made);
        return made;
    }

    private Uni<Response> send(TlsPolicy policy, String uri) {
        VertxExchange client = client(policy);
        return onLoop(() -> client.proceed(Request.get(uri)));
    }

    static Stream<Arguments> certificates() {
        return Stream.of(
                arguments("expired", issue(CA, named("localhost").until(Duration.ofHours(-1))), Distrust.EXPIRED),
                arguments("to come", issue(CA, named("localhost").from(Duration.ofHours(1))), Distrust.NOT_YET_VALID),
                arguments("another host", issue(CA, named("other.test")), Distrust.WRONG_HOST),
                arguments("self-signed", selfSigned(named("localhost")), Distrust.SELF_SIGNED),
                arguments("unknown authority", issue(STRANGER, named("localhost")), Distrust.UNKNOWN_AUTHORITY),
                arguments("short key", issue(CA, named("localhost").keys(rsa(1024))), Distrust.WEAK),
                arguments("MD5", issue(CA, named("localhost").signature("MD5withRSA")), Distrust.WEAK),
                arguments("SHA-1", issue(CA, named("localhost").signature("SHA1withRSA")), Distrust.WEAK),
                arguments(
                        "for clients",
                        issue(CA, named("localhost").uses(KeyPurposeId.id_kp_clientAuth)),
                        Distrust.WRONG_USE));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("certificates")
    void aBadCertificateIsRefusedWithItsReasonAndNothingIsSent(String what, Issued bad, Distrust reason) {
        String uri = serve(presenting(bad));
        HttpFailure failure = failureOf(send(TRUSTING, uri));
        assertThat(failure).isEqualTo(new HttpFailure.Untrusted(Request.get(uri).origin(), reason));
        assertThat(failure.message())
                .startsWith("no trust between us and https://localhost:")
                .doesNotContain("secret");
        assertThat(received).isEmpty();
    }

    @Test
    void aGoodCertificateIsAcceptedAndItsHostNamedInTheHandshake() {
        String uri = serve(presenting(GOOD).setSni(true));
        assertThat(get(send(TRUSTING, uri).flatMap(Response::text))).isEqualTo("localhost");
    }

    @Test
    void aPinnedAddressIsStillCheckedForTheNameThatWasAsked() {
        VertxExchange client = client(TRUSTING);
        String good = serve(presenting(GOOD).setSni(true));
        Request named =
                Request.get(good.replace("localhost", "other.test")).withAddress(InetAddress.getLoopbackAddress());
        assertThat(failureOf(onLoop(() -> client.proceed(named))))
                .isEqualTo(new HttpFailure.Untrusted(named.origin(), Distrust.WRONG_HOST));
        String others = serve(presenting(issue(CA, named("other.test"))).setSni(true));
        Request fits =
                Request.get(others.replace("localhost", "other.test")).withAddress(InetAddress.getLoopbackAddress());
        assertThat(get(onLoop(() -> client.proceed(fits)).flatMap(Response::text)))
                .isEqualTo("other.test");
    }

    @Test
    void thePlatformsAuthoritiesAreTheOnlyOnesByDefault() {
        String uri = serve(presenting(GOOD));
        assertThat(failureOf(send(TlsPolicy.DEFAULT, uri)))
                .isEqualTo(new HttpFailure.Untrusted(Request.get(uri).origin(), Distrust.UNKNOWN_AUTHORITY));
        assertThat(get(send(TlsPolicy.DEFAULT.trustingAlso(CA.asAuthority()), uri))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void oneOfThePinnedKeysMustBeInTheValidatedChain() {
        String own = TlsPolicy.pin(GOOD.certificate().getPublicKey());
        String authoritys = TlsPolicy.pin(CA.certificate().getPublicKey());
        String backup = TlsPolicy.pin(curve().getPublic());
        String another = TlsPolicy.pin(STRANGER.certificate().getPublicKey());
        String uri = serve(presenting(GOOD).setKeyCertOptions(GOOD.sending(STRANGER.certificate())));
        assertThat(get(send(TRUSTING.withPins("LOCALHOST", backup, own), uri)).status())
                .isEqualTo(200);
        assertThat(get(send(TRUSTING.withPins("localhost", backup, authoritys), uri))
                        .status())
                .isEqualTo(200);
        // The stranger's certificate is sent along, and vouches for nothing.
        assertThat(failureOf(send(TRUSTING.withPins("localhost", backup, another), uri)))
                .isEqualTo(new HttpFailure.Untrusted(Request.get(uri).origin(), Distrust.WRONG_PIN));
        assertThat(get(send(TRUSTING.withPins("other.test", backup, another), uri))
                        .status())
                .isEqualTo(200);
    }

    private String serveOwnClients() {
        return serve(presenting(GOOD)
                .setClientAuth(ClientAuth.REQUIRED)
                .setTrustOptions(new PemTrustOptions().addCertValue(Buffer.buffer(CA.chainPem()))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aServerThatWantsACertificateGetsOursAndSaysWhenItWillNotHaveIt(String version) {
        String uri = serveOwnClients();
        TlsPolicy policy = TRUSTING.withProtocols(version);
        Issued expired = issue(CA, named("client").until(Duration.ofHours(-1)));
        assertThat(failureOf(send(withIdentity(policy, expired), uri)))
                .isEqualTo(new HttpFailure.Untrusted(Request.get(uri).origin(), Distrust.OURS));
        assertThat(received).isEmpty();
        assertThat(get(send(withIdentity(policy, CLIENT), uri)).status()).isEqualTo(200);
    }

    /** The alert of TLS 1.2 (RFC 5246 §7.4.6) is one for everything. */
    @ParameterizedTest
    @CsvSource({"TLSv1.2, Refused", "TLSv1.3, Untrusted"})
    void aServerThatMissesACertificateGetsNothing(String version, String failure) {
        String uri = serveOwnClients();
        HttpFailure refused = failureOf(send(TRUSTING.withProtocols(version), uri));
        assertThat(refused.getClass().getSimpleName()).isEqualTo(failure);
        assertThat(refused.message()).containsAnyOf("handshake_failure", "misses one");
        assertThat(received).isEmpty();
    }

    private static TlsPolicy withIdentity(TlsPolicy policy, Certificates.Issued identity) {
        return policy.withIdentity(Pem.of(identity.chainPem()), Pem.of(identity.keyPem()));
    }

    @Test
    void aServerThatSpeaksNoTlsIsRefused() {
        assertThat(failureOf(send(Request.get("https://127.0.0.1:" + upstream.port() + "/"))))
                .isInstanceOf(HttpFailure.Refused.class);
        upstream.takeComplaints();
    }

    @Test
    void whatIsOfferedIsTls12AndNothingBelow() throws Exception {
        try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            VertxExchange client = client(TlsPolicy.DEFAULT);
            Request hello = Request.get("https://127.0.0.1:" + listening.getLocalPort() + "/");
            onLoop(() -> client.proceed(hello)).subscribe().with(response -> {}, failed -> {});
            try (Socket accepted = listening.accept()) {
                byte[] head = accepted.getInputStream().readNBytes(5);
                byte[] offered = accepted.getInputStream().readNBytes((head[3] & 0xff) << 8 | (head[4] & 0xff));
                // supported_versions (RFC 8446 §4.2.1): 1.3, 1.2, no more.
                assertThat(HexFormat.of().formatHex(offered)).contains("002b00050403040303");
            }
        }
    }

    @Test
    void chainsAreCheckedOffTheEventLoop() {
        AtomicReference<Boolean> onLoop = new AtomicReference<>();
        var noting = new X509TrustManager() {
            @Override
            public void checkServerTrusted(X509Certificate[] sent, String keys) {
                onLoop.set(Context.isOnEventLoopThread());
            }

            @Override
            public void checkClientTrusted(X509Certificate[] sent, String keys) {}

            @Override
            public X509Certificate[] getAcceptedIssuers() {
                return new X509Certificate[0];
            }
        };
        var material = new TlsMaterial(TrustOptions.wrap(noting), null, TlsPolicy.DEFAULT.protocols(), "");
        var client = new VertxExchange(VERTX, Bounds.DEFAULT, Protocol.HTTP_1_1, material, 8, timers);
        exchanges.add(client);
        String uri = serve(presenting(GOOD));
        get(onLoop(() -> client.proceed(Request.get(uri))));
        assertThat(onLoop).hasValue(false);
    }
}
