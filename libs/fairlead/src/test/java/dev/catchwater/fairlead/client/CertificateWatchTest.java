package dev.catchwater.fairlead.client;

import static dev.catchwater.fairlead.Answers.PATIENCE;
import static dev.catchwater.fairlead.Answers.get;
import static dev.catchwater.fairlead.tls.Certificates.issue;
import static dev.catchwater.fairlead.tls.Certificates.named;
import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.CallEvent;
import dev.catchwater.fairlead.ManualTimers;
import dev.catchwater.fairlead.guard.GuardPolicy;
import dev.catchwater.fairlead.tls.Pem;
import dev.catchwater.fairlead.tls.TlsPolicy;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A client that looks at the files of its certificate. */
class CertificateWatchTest extends OverMutualTls {
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

    @Test
    void whatTookThePlaceOfFilesStaysUntilTheyChangeHoweverSoonTheyAreWatched() throws Exception {
        write(FIRST);
        ManualTimers timers = new ManualTimers();
        Settings settings = Settings.named("watched").withGuard(GuardPolicy.OFF).withTls(policy());
        try (HttpClient client = HttpClient.create(vertx, settings, timers, new Random(1))) {
            get(client.updateTls(TlsPolicy.DEFAULT
                    .trusting(CA.asAuthority())
                    .withIdentity(Pem.of(SECOND.chainPem()), Pem.of(SECOND.keyPem()))));
            client.watchTls(policy(), Duration.ofSeconds(10));
            look(timers);
            assertThat(who(client)).isEqualTo("CN=second");
            write(issue(CA, named("third")));
            look(timers);
            assertThat(who(client)).isEqualTo("CN=third");
        }
    }

    @Test
    void filesThatWereNeverUsedAreUsedAsSoonAsTheyAreWatched() throws Exception {
        write(FIRST);
        ManualTimers timers = new ManualTimers();
        Settings settings = Settings.named("watched")
                .withGuard(GuardPolicy.OFF)
                .withTls(policy().withIdentity(Pem.of(SECOND.chainPem()), Pem.of(SECOND.keyPem())));
        try (HttpClient client = HttpClient.create(vertx, settings, timers, new Random(1))) {
            assertThat(who(client)).isEqualTo("CN=second");
            client.watchTls(policy(), Duration.ofSeconds(10));
            timers.clock().awaitPending(1);
            assertThat(who(client)).isEqualTo("CN=first");
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
