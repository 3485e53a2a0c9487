package dev.catchwater.fairlead.cookies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class JarLimitsTest {
    private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");

    private final CookieJar jar = new CookieJar();
    private Instant now = T0;

    private void receive(String from, String... fields) {
        jar.receive(URI.create(from), Optional.empty(), List.of(fields), now);
    }

    private String send(String to) {
        return jar.send(URI.create(to), Optional.empty(), now);
    }

    @Test
    void aFullDomainLosesWhatIsNotSecureAndThenTheLongestUnused() {
        receive("https://a.test/", "secure=1; Secure");
        for (int i = 0; i < 60; i++) {
            now = now.plusSeconds(1);
            receive("https://a.test/", "c" + i + "=1; Path=/");
        }
        assertThat(jar.size()).isEqualTo(50);
        assertThat(send("https://a.test/")).contains("secure=1", "c59=1").doesNotContain("c10=1");
        receive("https://b.test/", "b=1");
        assertThat(jar.size()).isEqualTo(51);
    }

    @Test
    void aFullJarLosesTheExpiredFirstAndThenTheLongestUnused() {
        receive("https://used.test/", "kept=1");
        receive("https://unused.test/", "lost=1");
        receive("https://fleeting.test/", "gone=1; Max-Age=5");
        for (int i = 0; i < 2_997; i++) {
            now = now.plusMillis(1);
            receive("https://h" + i / 40 + ".test/", "c" + i + "=1");
        }
        send("https://used.test/");
        now = T0.plusSeconds(10);
        receive("https://new.test/", "n=1");
        assertThat(jar.size()).isEqualTo(3_000);
        assertThat(send("https://unused.test/"))
                .as("an expired one went instead")
                .isEqualTo("lost=1");
        now = now.plusSeconds(1);
        for (int i = 0; i < 2_998; i++) {
            send("https://h" + i / 40 + ".test/");
        }
        send("https://used.test/");
        receive("https://another.test/", "n=1");
        assertThat(jar.size()).isEqualTo(3_000);
        assertThat(send("https://used.test/")).isEqualTo("kept=1");
        assertThat(send("https://unused.test/")).isEmpty();
    }

    @Test
    void aJarThatWasExportedIsRestoredAsItWas() {
        receive("https://www.a.test/x/", "a=1; Secure; HttpOnly; Domain=a.test; SameSite=Strict", "b=2; Max-Age=60");
        List<Cookie> exported = jar.export(now);
        CookieJar another = new CookieJar();
        another.restore(exported, now);
        assertThat(another.export(now)).isEqualTo(exported);
        another.clear();
        another.restore(exported, now.plusSeconds(60));
        assertThat(another.size()).isOne();
    }

    @Test
    void whatIsRestoredIsCheckedToo() {
        Cookie wide = new Cookie("a", "1", "co.uk", false, "/", false, false, SameSite.LAX, now, now, Optional.empty());
        jar.restore(List.of(wide), now);
        assertThat(jar.size()).isZero();
        assertThatThrownBy(() -> new Cookie(
                        "a", "1\r\nX: y", "a.test", true, "/", false, false, SameSite.LAX, now, now, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nothingShowsNamesOrValues() {
        receive("https://a.test/", "hidden=secret", "secret");
        assertThat(jar + " " + jar.export(now)).doesNotContain("secret").doesNotContain("hidden");
    }

    @Test
    void manyThreadsLoseNothing() throws Exception {
        CountDownLatch done = new CountDownLatch(4);
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (int t = 0; t < 4; t++) {
                String host = "https://t" + t + ".test/";
                threads.execute(() -> {
                    for (int i = 0; i < 500; i++) {
                        receive(host, "c" + i % 40 + "=" + i);
                        send(host);
                    }
                    done.countDown();
                });
            }
            done.await();
        }
        assertThat(jar.size()).isEqualTo(160);
        List<String> each = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            each.add(send("https://t" + t + ".test/"));
        }
        assertThat(each).allSatisfy(sent -> assertThat(sent.split("; ")).hasSize(40));
    }
}
