package dev.catchwater.fairlead.client;

import static dev.catchwater.fairlead.Answers.get;
import static dev.catchwater.fairlead.tls.Certificates.authority;
import static dev.catchwater.fairlead.tls.Certificates.issue;
import static dev.catchwater.fairlead.tls.Certificates.named;

import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.tls.Certificates.Issued;
import dev.catchwater.fairlead.tls.Pem;
import dev.catchwater.fairlead.tls.TlsPolicy;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.PemTrustOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A server that knows its clients by their certificates, and files with the certificate of one. */
abstract class OverMutualTls {
    static final Issued CA = authority("A");
    static final Issued FIRST = issue(CA, named("first"));
    static final Issued SECOND = issue(CA, named("second"));

    final Vertx vertx = Vertx.vertx();
    final CompletableFuture<HttpServerResponse> slow = new CompletableFuture<>();
    String base = "";

    @TempDir
    Path folder;

    @BeforeEach
    void serve() {
        HttpServer server = vertx.createHttpServer(new HttpServerOptions()
                        .setHost("127.0.0.1")
                        .setSsl(true)
                        .setKeyCertOptions(issue(CA, named("localhost")).forServer())
                        .setClientAuth(ClientAuth.REQUIRED)
                        .setTrustOptions(new PemTrustOptions().addCertValue(Buffer.buffer(CA.chainPem()))))
                .requestHandler(this::answer);
        base = "https://localhost:" + wait(server.listen(0)).actualPort();
    }

    @AfterEach
    void stop() {
        wait(vertx.close());
    }

    static <T> T wait(Future<T> future) {
        return get(Uni.createFrom().completionStage(future.toCompletionStage()));
    }

    private void answer(HttpServerRequest request) {
        if (request.path().equals("/slow")) {
            slow.complete(request.response().setChunked(true));
            request.response().write("begun, ");
            return;
        }
        try {
            request.response()
                    .end(request.connection().sslSession().getPeerPrincipal().getName());
        } catch (SSLPeerUnverifiedException e) {
            request.response().setStatusCode(500).end();
        }
    }

    void write(Issued identity) throws Exception {
        Files.write(folder.resolve("client.pem"), identity.chainPem());
        Files.write(folder.resolve("client.key"), identity.keyPem());
        Files.write(folder.resolve("ca.pem"), CA.chainPem());
    }

    TlsPolicy policy() {
        return TlsPolicy.DEFAULT
                .trusting(Pem.file(folder.resolve("ca.pem")))
                .withIdentity(Pem.file(folder.resolve("client.pem")), Pem.file(folder.resolve("client.key")));
    }

    String who(HttpClient client) {
        return get(client.send(Request.get(base + "/")).flatMap(Response::text));
    }
}
