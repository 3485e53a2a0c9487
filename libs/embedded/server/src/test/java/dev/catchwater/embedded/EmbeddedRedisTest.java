package dev.catchwater.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedRedisTest {

    @TempDir
    private Path folder;

    private final BlockingQueue<Crash> crashes = new LinkedBlockingQueue<>();

    private EmbeddedRedis.Builder kept() {
        return EmbeddedRedis.builder().dataDir(folder.resolve("redis")).onCrash(crashes::add);
    }

    @Test
    void itIsRedis62OnLoopbackWithAPasswordAndBoundedMemory() throws Exception {
        try (EmbeddedRedis redis = EmbeddedRedis.builder().start()) {
            assertThat(Resp.ask(redis, "PING")).isEqualTo("+PONG");
            assertThat(Resp.ask(redis, "LOLWUT VERSION 1")).isNotEmpty();
            assertThat(Resp.ask(redis, "COMMAND COUNT")).startsWith(":");
            assertThat(TestCache.read(redis.log())).contains("Redis version=6.2.");
            URI uri = URI.create(redis.uri());
            assertThat(uri.getHost()).isEqualTo("127.0.0.1");
            assertThat(uri.getPort()).isEqualTo(redis.port());
            assertThat(uri.getUserInfo()).isEqualTo(":" + redis.password());
        }
    }

    @Test
    void strangersAreRefused() throws Exception {
        try (EmbeddedRedis redis = EmbeddedRedis.builder().start();
                EmbeddedRedis other =
                        EmbeddedRedis.builder().password("x").port(redis.port()).build()) {
            assertThat(Resp.ask(other, "GET x")).startsWith("-NOAUTH");
        }
    }

    @Test
    void keptDataSurviveAStop() throws Exception {
        try (EmbeddedRedis redis = kept().start()) {
            int port = redis.port();
            Resp.ask(redis, "SET answer 42");
            redis.stop();
            redis.start();
            assertThat(redis.port()).isEqualTo(port);
            assertThat(Resp.ask(redis, "GET answer")).isEqualTo("42");
        }
        assertThat(crashes).isEmpty();
    }

    @Test
    void temporaryDataAreGoneWithTheServer() throws Exception {
        EmbeddedRedis redis = EmbeddedRedis.builder().start();
        Path where = redis.log().getParent();
        redis.close();
        assertThat(where).doesNotExist();
    }

    @Test
    void aKilledServerIsReportedAndStartsAgain() throws Exception {
        try (EmbeddedRedis redis = kept().start()) {
            long pid = redis.pid();
            ProcessHandle.of(pid).orElseThrow().destroyForcibly();
            Crash crash = crashes.poll(60, TimeUnit.SECONDS);
            assertThat(crash).isNotNull();
            assertThat(crash.server()).isEqualTo("Redis");
            assertThat(crash.exitCode()).isEqualTo(137);
            redis.start();
            assertThat(Resp.ask(redis, "PING")).isEqualTo("+PONG");
        }
    }

    @Test
    void aPortInUseIsNamedWithTheLog() throws Exception {
        try (ServerSocket stranger = new ServerSocket(0);
                EmbeddedRedis redis = kept().port(stranger.getLocalPort()).build()) {
            assertThatExceptionOfType(EmbeddedServerException.class)
                    .isThrownBy(redis::start)
                    .withMessageContaining("port " + stranger.getLocalPort() + " on 127.0.0.1 is in use")
                    .withMessageContaining("redis.log");
            assertThat(redis.isRunning()).isFalse();
        }
    }

    @Test
    void aPasswordThatWouldNeedEscapingIsRefused() {
        assertThatThrownBy(() -> EmbeddedRedis.builder().password("a b")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> EmbeddedRedis.builder().port(65_536)).isInstanceOf(IllegalArgumentException.class);
    }
}
