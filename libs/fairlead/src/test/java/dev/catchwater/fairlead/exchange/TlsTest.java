package dev.catchwater.fairlead.exchange;

import static dev.catchwater.fairlead.Answers.failureOf;
import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.Request;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest extends OverSockets {
    private static final String PASSWORD = "only-for-a-test";

    /** By the JDK's own tool: libraries that make certificates are not worth a dependency. */
    private static Path selfSigned(Path store) throws IOException, InterruptedException {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(keytool.waitFor()).isZero();
        return store;
    }

    @Test
    void aCertificateThatNobodyVouchesForIsNotTrusted(@TempDir Path folder) throws Exception {
        PfxOptions selfSigned = new PfxOptions()
                .setPath(selfSigned(folder.resolve("server.p12")).toString())
                .setPassword(PASSWORD);
        HttpServer server = VERTX.createHttpServer(new HttpServerOptions()
                        .setHost("127.0.0.1")
                        .setSsl(true)
                        .setKeyCertOptions(selfSigned))
                .requestHandler(request -> request.response().end("never seen"));
        try {
            int port = get(Uni.createFrom().completionStage(server.listen(0).toCompletionStage()))
                    .actualPort();
            assertThat(failureOf(send(Request.get("https://localhost:" + port + "/?k=secret"))))
                    .isInstanceOfSatisfying(
                            HttpFailure.Untrusted.class,
                            untrusted -> assertThat(untrusted.message())
                                    .startsWith("the certificate of https://localhost:" + port)
                                    .doesNotContain("secret"));
        } finally {
            get(Uni.createFrom().completionStage(server.close().toCompletionStage()));
        }
    }

    @Test
    void aServerThatSpeaksNoTlsIsRefused() {
        assertThat(failureOf(send(Request.get("https://127.0.0.1:" + upstream.port() + "/"))))
                .isInstanceOf(HttpFailure.Refused.class);
        upstream.takeComplaints();
    }
}
