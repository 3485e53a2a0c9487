package dev.catchwater.fairlead.cache;

import static dev.catchwater.fairlead.cache.Given.SHARED;
import static dev.catchwater.fairlead.cache.Given.after;
import static dev.catchwater.fairlead.cache.Given.date;
import static dev.catchwater.fairlead.cache.Given.get;
import static dev.catchwater.fairlead.cache.Given.isFresh;
import static dev.catchwater.fairlead.cache.Given.isStored;
import static dev.catchwater.fairlead.cache.Given.response;
import static dev.catchwater.fairlead.cache.Given.stored;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class RulingTest {
    private static CacheRules ruled(Ruling ruling) {
        return new CacheRules(CachePolicy.SHARED.withRuling(ruling));
    }

    private static CacheRules always(String instead) {
        return ruled((status, response) -> Optional.of(instead));
    }

    @Test
    void itsLifetimeStandsInForAllThatTheResponseSays() {
        CacheRules minute = always("max-age=60");
        String[] said = {
            "Cache-Control", "max-age=5", "Expires", date(1_000), "CDN-Cache-Control", "max-age=7", "ETag", "\"a\""
        };
        assertThat(isFresh(minute, 59, said)).isTrue();
        assertThat(isFresh(minute, 60, said)).isFalse();
    }

    @Test
    void whatItForbidsIsNotStored() {
        assertThat(isStored(always("no-store"), 200, "Cache-Control", "max-age=5"))
                .isFalse();
        assertThat(isStored(always("max-age=5"), 200, "Cache-Control", "no-store"))
                .isTrue();
    }

    @Test
    void itIsAskedWithTheStatus() {
        CacheRules errors = ruled((status, response) -> status == 503 ? Optional.of("max-age=2") : Optional.empty());
        assertThat(isStored(errors, 503)).isTrue();
        assertThat(isStored(errors, 500)).isFalse();
    }

    @Test
    void aPartIsJudgedAsTheWhole() {
        CacheRules wholes = ruled((status, response) -> status == 200 ? Optional.of("max-age=2") : Optional.empty());
        assertThat(wholes.storing(
                        get("Range", "bytes=0-4"),
                        response(206, "Content-Range", "bytes 0-4/10", "ETag", "\"a\"", "Cache-Control", "no-store")))
                .isInstanceOf(Storing.Store.class);
    }

    @Test
    void anotherRulingHoldsForWhatIsStoredAtOnce() {
        StoredResponse kept = stored(200, "Cache-Control", "max-age=60", "ETag", "\"a\"");
        assertThat(after(SHARED, 30, kept)).isInstanceOf(Verdict.Fresh.class);
        assertThat(after(always("max-age=10"), 30, kept)).isInstanceOf(Verdict.Revalidate.class);
        assertThat(after(SHARED, 30, kept)).isInstanceOf(Verdict.Fresh.class);
    }

    @Test
    void aValidationMayNotKeepWhatItForbids() {
        CacheRules rules =
                ruled((status, response) -> response.first("X-Secret").map(secret -> "no-store"));
        StoredResponse kept = stored(rules, get(), response(200, "Cache-Control", "max-age=60", "ETag", "\"a\""));
        Validation validated = rules.validated(get(), kept, response(304, "ETag", "\"a\"", "X-Secret", "1"));
        assertThat(validated)
                .isInstanceOfSatisfying(
                        Validation.Confirmed.class,
                        confirmed -> assertThat(confirmed.keeping()).isEqualTo(Validation.Keeping.REMOVED));
    }
}
