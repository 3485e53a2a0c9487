package dev.catchwater.fairlead.quarkus.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.catchwater.fairlead.HttpException;
import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.client.HttpClient;
import dev.catchwater.fairlead.quarkus.Client;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.tls.CertificateUpdatedEvent;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PfxOptions;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A server and a client that know each other by certificates; those of the client come from the registry. */
class TlsRegistryTest {
    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withEmptyApplication()
            .overrideConfigKey("quarkus.http.test-port", "0")
            .overrideConfigKey("fairlead.mutual.tls.configuration-name", "mine")
            .overrideConfigKey("fairlead.mutual.guard.enabled", "false")
            .overrideConfigKey("fairlead.mutual.retry.attempts", "1")
            .overrideConfigKey("fairlead.mutual.breaker.enabled", "false")
            .setBeforeAllCustomizer(TlsRegistryTest::certify);

    private static void certify() {
        try {
            Path folder = Files.createTempDirectory("tls-registry");
            folder.toFile().deleteOnExit();
            for (String name : new String[] {"old", "new"}) {
                keytool(
                        folder,
                        "-genkeypair",
                        "-keystore",
                        name + ".p12",
                        "-alias",
                        "own",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "san=dns:localhost",
                        "-validity",
                        "3");
                keytool(folder, "-exportcert", "-keystore", name + ".p12", "-alias", "own", "-file", name + ".crt");
                keytool(
                        folder,
                        "-importcert",
                        "-noprompt",
                        "-keystore",
                        name + "-trust.p12",
                        "-alias",
                        "peer",
                        "-file",
                        name + ".crt");
            }
            Files.copy(folder.resolve("old.p12"), folder.resolve("key.p12"));
            Files.copy(folder.resolve("old-trust.p12"), folder.resolve("trust.p12"));
            APPLICATION.overrideRuntimeConfigKey("folder", folder.toString());
            for (String store : new String[] {"key", "trust"}) {
                String key = "quarkus.tls.mine." + store + "-store.p12.";
                APPLICATION.overrideRuntimeConfigKey(
                        key + "path", folder.resolve(store + ".p12").toString());
                APPLICATION.overrideRuntimeConfigKey(key + "password", "changeit");
            }
        } catch (IOException | InterruptedException failed) {
            throw new AssertionError(failed);
        }
    }

    private static void keytool(Path folder, String... arguments) throws IOException, InterruptedException {
        ProcessBuilder process = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        process.command().addAll(java.util.List.of(arguments));
        process.command().addAll(java.util.List.of("-storetype", "PKCS12", "-storepass", "changeit"));
        Process run =
                process.directory(folder.toFile()).redirectErrorStream(true).start();
        String said = new String(run.getInputStream().readAllBytes());
        assertThat(run.waitFor()).as(said).isZero();
    }

    @Inject
    @Client("mutual")
    HttpClient client;

    @Inject
    Vertx vertx;

    @Inject
    TlsConfigurationRegistry registry;

    @Inject
    Event<CertificateUpdatedEvent> updates;

    @ConfigProperty(name = "folder")
    Path folder;

    @Test
    void theRegistrysCertificatesAreUsedAndReplacedWithoutARestart() throws IOException {
        assertThat(ask(serve("old"))).isEqualTo("CN=old");
        String renewed = serve("new");
        assertThatExceptionOfType(HttpException.class)
                .isThrownBy(() -> ask(renewed))
                .satisfies(failure -> assertThat(failure.failure()).isInstanceOf(HttpFailure.Untrusted.class));
        replace("new.p12", "key.p12");
        replace("new-trust.p12", "trust.p12");
        TlsConfiguration mine = registry.get("mine").orElseThrow();
        assertThat(mine.reload()).isTrue();
        updates.fire(new CertificateUpdatedEvent("mine", mine));
        Awaitility.await()
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(ask(renewed)).isEqualTo("CN=new"));
    }

    private void replace(String from, String to) throws IOException {
        Files.copy(folder.resolve(from), folder.resolve(to), StandardCopyOption.REPLACE_EXISTING);
    }

    private String serve(String name) {
        int port = vertx.createHttpServer(new HttpServerOptions()
                        .setHost("127.0.0.1")
                        .setSsl(true)
                        .setClientAuth(ClientAuth.REQUIRED)
                        .setKeyCertOptions(store(name + ".p12"))
                        .setTrustOptions(store(name + "-trust.p12")))
                .requestHandler(request -> request.response().end(peer(request)))
                .listen(0)
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
        return "https://localhost:" + port + "/";
    }

    private static String peer(io.vertx.core.http.HttpServerRequest request) {
        try {
            return request.sslSession().getPeerPrincipal().getName();
        } catch (javax.net.ssl.SSLPeerUnverifiedException nobody) {
            return "nobody";
        }
    }

    private PfxOptions store(String name) {
        return new PfxOptions().setPath(folder.resolve(name).toString()).setPassword("changeit");
    }

    private String ask(String uri) {
        return client.send(Request.get(uri)).flatMap(Response::text).await().atMost(Duration.ofSeconds(20));
    }
}
