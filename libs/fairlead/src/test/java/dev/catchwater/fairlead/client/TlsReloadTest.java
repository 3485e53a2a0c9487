package dev.catchwater.fairlead.client;

import static dev.catchwater.fairlead.Answers.failureOf;
import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.guard.GuardPolicy;
import dev.catchwater.fairlead.tls.TlsPolicy;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Promise;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A client whose certificate is replaced. */
class TlsReloadTest extends OverMutualTls {
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
}
