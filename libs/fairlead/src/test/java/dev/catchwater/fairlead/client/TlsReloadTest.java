package dev.catchwater.fairlead.client;

import static dev.catchwater.fairlead.Answers.PATIENCE;
import static dev.catchwater.fairlead.Answers.failureOf;
import static dev.catchwater.fairlead.Answers.get;
import static dev.catchwater.fairlead.tls.Certificates.authority;
import static dev.catchwater.fairlead.tls.Certificates.issue;
import static dev.catchwater.fairlead.tls.Certificates.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.catchwater.fairlead.CallEvent;
import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.ManualTimers;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.guard.GuardPolicy;
import dev.catchwater.fairlead.tls.Certificates.Issued;
import dev.catchwater.fairlead.tls.Pem;
import dev.catchwater.fairlead.tls.TlsPolicy;
import io.smallrye.mutiny.Uni;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Future;
import io.vertx.core.Promise;
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
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that knows its clients by their certificates, and a client whose certificate is replaced. */
class TlsReloadTest {
    private static final Issued CA = authority("A");
    private static final Issued FIRST = issue(CA, named("first"));
    private static final Issued SECOND = issue(CA, named("second"));

    private final Vertx vertx = Vertx.vertx();
    private final CompletableFuture<HttpServerResponse> slow = new CompletableFuture<>();
    private String base = "";

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

    private static <T> T wait(Future<T> future) {
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

    private void write(Issued identity) throws Exception {
        Files.write(folder.resolve("client.pem"), identity.chainPem());
        Files.write(folder.resolve("client.key"), identity.keyPem());
        Files.write(folder.resolve("ca.pem"), CA.chainPem());
    }

    private TlsPolicy policy() {
        return TlsPolicy.DEFAULT
                .trusting(Pem.file(folder.resolve("ca.pem")))
                .withIdentity(Pem.file(folder.resolve("client.pem")), Pem.file(folder.resolve("client.key")));
    }

    private String who(HttpClient client) {
        return get(client.send(Request.get(base + "/")).flatMap(Response::text));
    }

    @Test
    void newFilesAreUsedFromTheNextCallOnAndCallsThatHaveBegunEndAsTheyBegan() throws Exception {
        write(FIRST);
        Settings settings = Settings.named("reload").withGuard(GuardPolicy.OFF).withTls(policy());
        try (HttpClient client = HttpClient.create(vertx, settings)) {
            assertThat(who(client)).isEqualTo("CN=first");
            Response begun = get(client.send(Request.get(base + "/slow")));
            write(SECOND);
            assertThat(who(client)).as("nothing is read unasked").isEqualTo("CN=first");
            get(client.updateTls(policy()));
            assertThat(who(client)).isEqualTo("CN=second");
            slow.join().end("ended");
            assertThat(get(begun.text())).isEqualTo("begun, ended");
        }
    }

    @Test
    void filesThatCannotBeUsedChangeNothing() throws Exception {
        write(FIRST);
        Settings settings = Settings.named("reload").withGuard(GuardPolicy.OFF).withTls(policy());
        try (HttpClient client = HttpClient.create(vertx, settings)) {
            Files.write(folder.resolve("client.key"), SECOND.keyPem());
            assertThatThrownBy(() -> get(client.updateTls(policy())))
                    .hasRootCauseMessage("the private key does not belong to the certificate");
            Files.writeString(folder.resolve("client.key"), "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n");
            assertThatThrownBy(() -> get(client.updateTls(policy())))
                    .hasRootCauseMessage("the private key cannot be read");
            Files.writeString(folder.resolve("ca.pem"), "nothing");
            assertThatThrownBy(() -> get(client.updateTls(policy()))).hasStackTraceContaining("no certificate in");
            Files.delete(folder.resolve("ca.pem"));
            assertThatThrownBy(() -> get(client.updateTls(policy()))).hasStackTraceContaining("ca.pem");
            assertThat(who(client)).isEqualTo("CN=first");
        }
    }

    @Test
    void anIdentityThatIsTakenAwayIsShownNoMore() throws Exception {
        write(FIRST);
        Settings settings = Settings.named("reload").withGuard(GuardPolicy.OFF).withTls(policy());
        try (HttpClient client = HttpClient.create(vertx, settings)) {
            assertThat(who(client)).isEqualTo("CN=first");
            get(client.updateTls(TlsPolicy.DEFAULT.trusting(CA.asAuthority())));
            assertThat(failureOf(client.send(Request.get(base + "/"))))
                    .isInstanceOfSatisfying(
                            HttpFailure.Untrusted.class,
                            failure -> assertThat(failure.reason()).isEqualTo(HttpFailure.Distrust.OURS));
        }
    }

    @Test
    void certificatesBelongToTheConnectionsAndAreReplacedForDerivedClientsToo() throws Exception {
        write(FIRST);
        Settings settings = Settings.named("reload").withGuard(GuardPolicy.OFF).withTls(policy());
        try (HttpClient client = HttpClient.create(vertx, settings)) {
            HttpClient derived = client.derive(same -> same.withTimeout(Duration.ofMinutes(1)));
            assertThat(who(derived)).isEqualTo("CN=first");
            assertThatThrownBy(() -> client.derive(other -> other.withTls(TlsPolicy.DEFAULT)))
                    .isInstanceOf(IllegalArgumentException.class);
            write(SECOND);
            get(client.updateTls(policy()));
            assertThat(who(derived)).isEqualTo("CN=second");
        }
    }

    @Test
    void aVerticleThatReplacesThemMayEndAndTheConnectionsDoNot() throws Exception {
        write(FIRST);
        Settings settings = Settings.named("reload").withGuard(GuardPolicy.OFF).withTls(policy());
        try (HttpClient client = HttpClient.create(vertx, settings)) {
            write(SECOND);
            String verticle = wait(vertx.deployVerticle(new AbstractVerticle() {
                @Override
                public void start(Promise<Void> started) {
                    client.updateTls(policy()).subscribe().with(done -> started.complete(), started::fail);
                }
            }));
            wait(vertx.undeploy(verticle));
            assertThat(who(client)).isEqualTo("CN=second");
        }
    }

    @Test
    void filesThatAreWatchedAreUsedWhenTheyHaveChangedAndBadOnesAreToldOfOnce() throws Exception {
        write(FIRST);
        BlockingQueue<CallEvent.TlsReloaded> told = new LinkedBlockingQueue<>();
        ManualTimers timers = new ManualTimers();
        Settings settings = Settings.named("watched")
                .withGuard(GuardPolicy.OFF)
                .withTls(policy())
                .withListener(event -> {
                    if (event instanceof CallEvent.TlsReloaded reloaded) {
                        told.add(reloaded);
                    }
                });
        HttpClient client = HttpClient.create(vertx, settings, timers, new Random(1));
        client.watchTls(policy(), Duration.ofSeconds(10));
        timers.clock().awaitPending(1);
        assertThat(who(client)).isEqualTo("CN=first");
        Files.write(folder.resolve("client.key"), SECOND.keyPem()); // its certificate comes later
        look(timers);
        assertThat(taken(told).failure()).contains("the private key does not belong to the certificate");
        look(timers);
        assertThat(who(client)).isEqualTo("CN=first");
        write(SECOND);
        look(timers);
        assertThat(taken(told).failure()).isEmpty();
        assertThat(who(client)).isEqualTo("CN=second");
        Files.delete(folder.resolve("ca.pem"));
        look(timers);
        assertThat(taken(told).failure()).isPresent();
        assertThat(who(client)).isEqualTo("CN=second");
        assertThat(told).isEmpty();
        client.close();
        timers.clock().awaitPending(0);
    }

    @Test
    void filesThatChangedBeforeTheyWereWatchedAreUsedAtOnce() throws Exception {
        write(FIRST);
        BlockingQueue<CallEvent> told = new LinkedBlockingQueue<>();
        Settings settings = Settings.named("watched")
                .withGuard(GuardPolicy.OFF)
                .withTls(policy())
                .withListener(event -> {
                    if (event instanceof CallEvent.TlsReloaded) {
                        told.add(event);
                    }
                });
        try (HttpClient client = HttpClient.create(vertx, settings)) {
            write(SECOND);
            client.watchTls(policy(), Duration.ofDays(1));
            assertThat(told.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isNotNull();
            assertThat(who(client)).isEqualTo("CN=second");
        }
    }

    private static CallEvent.TlsReloaded taken(BlockingQueue<CallEvent.TlsReloaded> told) throws InterruptedException {
        CallEvent.TlsReloaded event = told.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(event).isNotNull();
        return event;
    }

    /** One look at the files, to its end: then the next one waits. */
    private static void look(ManualTimers timers) {
        timers.clock().awaitPending(1);
        timers.clock().advance(Duration.ofSeconds(10));
        timers.clock().awaitPending(1);
    }
}
