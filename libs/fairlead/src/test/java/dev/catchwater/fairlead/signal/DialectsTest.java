package dev.catchwater.fairlead.signal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.Headers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DialectsTest {
    private static final Instant NOW = Instant.parse("2026-08-01T13:50:00Z");
    private static final String DATE = "Sat, 01 Aug 2026 13:50:00 GMT";

    private static Optional<RateSignal> read(int status, String... lines) {
        return Dialects.read(status, Headers.received(lines), NOW);
    }

    private static RateSignal signal(String... lines) {
        return read(200, lines).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "Mastodon,   X-RateLimit-Remaining,  299,   X-RateLimit-Reset,  2026-08-01T13:55:00.029100Z, 299, 300029",
        "Bluesky,    RateLimit-Remaining,    2999,  RateLimit-Reset,    1785592500,                  2999, 300000",
        "Reddit,     x-ratelimit-remaining,  599.0, x-ratelimit-reset,  259,                         599, 259000",
        "GitHub,     X-RateLimit-Remaining,  0,     X-RateLimit-Reset,  1785595800,                  0, 3600000",
        "X,          x-rate-limit-remaining, 14,    x-rate-limit-reset, 1785592195,                  14, 0",
        "milliseconds, X-RateLimit-Remaining, 7,    X-RateLimit-Reset,  1785592260500,               7, 60500",
        "draft 3,    RateLimit-Remaining,    50,    RateLimit-Reset,    30,                          50, 30000"
    })
    void eachUpstreamsRemainingAndResetAreUnderstood(
            String who, String remaining, String left, String reset, String when, long expected, long millis) {
        RateSignal signal = signal(remaining, left, reset, when);
        assertThat(signal.remaining()).hasValue(expected);
        assertThat(signal.resetIn().orElseThrow().toMillis()).as(who).isEqualTo(millis);
    }

    @ParameterizedTest
    @CsvSource({"-300", "0", "300"})
    void aServerWhoseClockIsWrongIsUnderstoodByItsDate(long skew) {
        long epoch = NOW.plusSeconds(skew + 8).getEpochSecond();
        String date = java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME.format(
                NOW.plusSeconds(skew).atZone(java.time.ZoneOffset.UTC));
        assertThat(signal("Date", pad(date), "X-RateLimit-Remaining", "0", "X-RateLimit-Reset", Long.toString(epoch))
                        .resetIn())
                .contains(Duration.ofSeconds(8));
    }

    /** The JDK's formatter leaves out the leading zero of a day. */
    private static String pad(String date) {
        return date.charAt(6) == ' ' ? date.substring(0, 5) + "0" + date.substring(5) : date;
    }

    @Test
    void withoutADateOurOwnClockIsUsed() {
        String epoch = Long.toString(NOW.plusSeconds(8).getEpochSecond());
        assertThat(signal("X-RateLimit-Remaining", "0", "X-RateLimit-Reset", epoch)
                        .resetIn())
                .contains(Duration.ofSeconds(8));
    }

    @Test
    void theDraftsFieldsAreReadWithTheirPolicy() {
        RateSignal signal = signal(
                "RateLimit-Policy", "\"burst\";q=100;w=60, \"daily\";q=1000;w=86400;pk=:Y2Fh:",
                "RateLimit", "\"burst\";r=50;t=30, \"daily\";r=20;t=3600");
        assertThat(signal)
                .isEqualTo(new RateSignal(
                        "daily",
                        OptionalLong.of(1_000),
                        OptionalLong.of(20),
                        Optional.of(Duration.ofHours(1)),
                        Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "default;r=50;t=30",
                "\"default\"; r=50;  t=30",
                "\"a,b;c\";r=60;t=1, \"d\\\"e\";t=30;r=50",
                "limit=100, remaining=50, reset=30"
            })
    void listsTokensQuotedSeparatorsAndTheOlderDictionaryAreRead(String value) {
        RateSignal signal = signal("RateLimit", value);
        assertThat(signal.remaining()).hasValue(50);
        assertThat(signal.resetIn()).contains(Duration.ofSeconds(30));
    }

    @Test
    void anOlderLimitMayCarryItsPolicy() {
        assertThat(signal("RateLimit-Limit", "100, 100;w=60", "RateLimit-Remaining", "3")
                        .quota())
                .hasValue(100);
    }

    @Test
    void ofSeveralWindowsTheTightestHolds() {
        RateSignal signal = signal(
                "x-rate-limit-remaining", "14",
                "x-rate-limit-reset", "60",
                "x-app-limit-24hour-remaining", "0",
                "x-app-limit-24hour-reset", "7200");
        assertThat(signal.scope()).isEqualTo("app-24h");
        assertThat(signal.isExhausted()).isTrue();
        assertThat(signal.resetIn()).contains(Duration.ofHours(2));
    }

    @Test
    void aRefusalAsksForAPauseEvenIfItDoesNotSayHowLong() {
        assertThat(read(429)).contains(RateSignal.pause(Duration.ZERO));
        assertThat(read(429, "Retry-After", "30")).contains(RateSignal.pause(Duration.ofSeconds(30)));
        assertThat(read(429, "Retry-After", "Sat, 01 Aug 2026 13:50:08 GMT", "Date", DATE))
                .contains(RateSignal.pause(Duration.ofSeconds(8)));
        assertThat(read(503, "Retry-After", "30")).contains(RateSignal.pause(Duration.ofSeconds(30)));
        assertThat(read(403, "Retry-After", "30")).contains(RateSignal.pause(Duration.ofSeconds(30)));
    }

    @Test
    void aProhibitionAnOutageAndARedirectAreNoLimits() {
        assertThat(read(403)).isEmpty();
        assertThat(read(503)).isEmpty();
        assertThat(read(301, "Retry-After", "30")).isEmpty();
        assertThat(read(200)).isEmpty();
    }

    @Test
    void aLimitToldIn403IsReadWithoutRetryAfter() {
        RateSignal signal = read(403, "X-RateLimit-Remaining", "0", "X-RateLimit-Reset", "60")
                .orElseThrow();
        assertThat(signal.isExhausted()).isTrue();
        assertThat(signal.retryAfter()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "many", "٣", "1e", "NaN", "99999999999999999999", "0x10"})
    void aCountThatCannotBeReadIsNotThere(String value) {
        assertThat(read(200, "X-RateLimit-Remaining", value, "X-RateLimit-Reset", "60"))
                .isEmpty();
        assertThat(signal("X-RateLimit-Remaining", "1", "X-RateLimit-Reset", value)
                        .resetIn())
                .isEmpty();
    }

    @Test
    void noHeaderWhateverItHoldsBreaksTheReading() {
        Random random = new Random(7);
        List<String> names = List.of(
                "RateLimit",
                "RateLimit-Policy",
                "RateLimit-Reset",
                "X-RateLimit-Remaining",
                "X-RateLimit-Reset",
                "RateLimit-Remaining",
                "Retry-After",
                "Date",
                "x-rate-limit-reset");
        String alphabet = "\"\\;,=:rt0123456789.- TZ+Eabé\t";
        for (int i = 0; i < 50_000; i++) {
            List<String> lines = new ArrayList<>();
            for (int line = random.nextInt(6); line > 0; line--) {
                lines.add(names.get(random.nextInt(names.size())));
                StringBuilder value = new StringBuilder();
                for (int c = random.nextInt(40); c > 0; c--) {
                    value.append(alphabet.charAt(random.nextInt(alphabet.length())));
                }
                lines.add(value.toString());
            }
            read(random.nextBoolean() ? 429 : 200, lines.toArray(String[]::new)).ifPresent(signal -> {
                assertThat(signal.resetIn().orElse(Duration.ZERO)).isGreaterThanOrEqualTo(Duration.ZERO);
                assertThat(signal.retryAfter().orElse(Duration.ZERO)).isGreaterThanOrEqualTo(Duration.ZERO);
            });
        }
    }

    @Test
    void errorCodesOfBodiesAreSignalsToo() {
        Instant summer = Instant.parse("2026-08-01T06:30:00Z"); // 23:30 the day before, Pacific time
        assertThat(ErrorCodes.youTube("quotaExceeded", summer)).contains(RateSignal.pause(Duration.ofMinutes(30)));
        Instant winter = Instant.parse("2026-01-01T06:30:00Z"); // 22:30
        assertThat(ErrorCodes.youTube("quotaExceeded", winter)).contains(RateSignal.pause(Duration.ofMinutes(90)));
        assertThat(ErrorCodes.youTube("forbidden", winter)).isEmpty();
        assertThat(ErrorCodes.lemmy("rate_limit_error")).contains(RateSignal.pause(Duration.ZERO));
        assertThat(ErrorCodes.lemmy("not_found")).isEmpty();
        assertThat(ErrorCodes.gitHub("You have exceeded a secondary rate limit. Please wait"))
                .contains(RateSignal.pause(Duration.ofMinutes(1)));
        assertThat(ErrorCodes.gitHub("Not Found")).isEmpty();
    }
}
