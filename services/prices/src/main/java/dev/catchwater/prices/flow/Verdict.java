package dev.catchwater.prices.flow;

import dev.catchwater.prices.Page;
import dev.catchwater.prices.PageBook.Turn;
import dev.catchwater.prices.Reading;
import dev.catchwater.prices.Seen;
import dev.catchwater.prices.Settlement;
import dev.catchwater.prices.host.Answer;
import dev.catchwater.prices.host.Habits;
import dev.catchwater.prices.host.Pace;
import dev.catchwater.prices.host.Sign;
import dev.catchwater.prices.host.Signs;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What a look means, before anything is planned or written.
 *
 * @param pace how the host goes on
 * @param reading what is believed; null if nothing is
 * @param doubted a price that is believed if it is seen again; null if none
 * @param delay when to look again, if that is not for the change rate to say; null if it is
 * @param ended whether it is never looked at again
 * @param found what a sitemap named
 * @param etag of what was read; null keeps none
 * @param way where the page is asked next
 */
record Verdict(
        Page.State state,
        @Nullable String note,
        Pace pace,
        Set<Sign> signs,
        @Nullable Reading reading,
        @Nullable String doubted,
        @Nullable Duration delay,
        boolean ended,
        @Nullable String etag,
        @Nullable String lastModified,
        Answer.@Nullable Page answered,
        Settlement.@Nullable Found found,
        Page.Way way) {

    private static final Duration TOMORROW = Duration.ofDays(1);

    static Verdict of(Page page, Turn turn, Seen seen, FlowSettings settings, Instant now, RandomGenerator dice) {
        Pace.Limits limits = Optional.ofNullable(seen.crawlDelay())
                .map(settings.limits()::under)
                .orElse(settings.limits());
        Pace pace = turn.pace().within(limits);
        Turn bounded = turn.at(pace);
        return switch (seen) {
            case Seen.Forbidden forbidden ->
                simple(page, Page.State.FORBIDDEN, "robots.txt forbids it, or cannot be read", pace, TOMORROW)
                        .going(Page.Way.STRAIGHT);
            case Seen.Unlisted unlisted ->
                simple(page, Page.State.FORBIDDEN, "it asks not to be listed", pace.welcomed(limits, now), TOMORROW)
                        .going(page.way().arrived());
            case Seen.Waiting(Duration ordered, Duration delay) ->
                simple(
                        page,
                        Page.State.FORBIDDEN,
                        "its host asks to wait",
                        pace.limited(limits, ordered, now, dice),
                        Duration.ZERO);
            case Seen.Later later -> throw new IllegalArgumentException("nothing was looked at");
            case Seen.Moved moved -> moved(page, moved, pace.welcomed(limits, now));
            case Seen.Silent(String why, Duration delay) ->
                simple(page, Page.State.SILENT, why, pace.silent(limits, now, dice), Duration.ZERO);
            case Seen.Unchanged unchanged -> unchanged(page, unchanged, pace.welcomed(limits, now), settings);
            case Seen.Refused refused -> refused(page, bounded, refused.answer(), limits, now, dice);
            case Seen.Listed listed -> listed(page, listed, pace.welcomed(limits, now), settings.maxPages());
            case Seen.Read read -> Believing.read(page, bounded, read, limits, settings, now, dice);
        };
    }

    private static Verdict unchanged(Page page, Seen.Unchanged unchanged, Pace pace, FlowSettings settings) {
        return new Verdict(
                page.state() == Page.State.NOTHING ? Page.State.NOTHING : Page.State.OK,
                page.note(),
                pace,
                Set.of(),
                null,
                page.doubted(),
                settings.every(page.kind()),
                false,
                unchanged.etag(),
                unchanged.lastModified(),
                null,
                null,
                page.way().arrived());
    }

    // Each redirect is a turn of its own: at the pace, and under the robots.txt, of where it leads.
    private static Verdict moved(Page page, Seen.Moved moved, Pace pace) {
        return page.way()
                .onward(moved.to(), moved.permanent())
                .map(way -> simple(page, Page.State.MOVED, "it leads to " + moved.to(), pace, Duration.ZERO)
                        .going(way))
                .orElseGet(() -> simple(page, Page.State.GONE, "it leads round and round", pace, TOMORROW)
                        .going(Page.Way.STRAIGHT));
    }

    /** What was read of a page could not be written. */
    static Verdict unwritable(Page page, Pace pace) {
        return simple(page, Page.State.NOTHING, "what was read could not be written", pace, TOMORROW);
    }

    private static Verdict listed(Page page, Seen.Listed listed, Pace pace, int most) {
        int all = listed.pages().size() + listed.sitemaps().size();
        return new Verdict(
                all == 0 ? Page.State.NOTHING : Page.State.OK,
                all == 0 ? "no address was found on it" : null,
                pace,
                Set.of(),
                null,
                null,
                TOMORROW,
                false,
                listed.etag(),
                listed.lastModified(),
                null,
                new Settlement.Found(listed.pages(), listed.sitemaps(), most),
                page.way().arrived());
    }

    static Verdict simple(Page page, Page.State state, String note, Pace pace, Duration delay) {
        return new Verdict(
                state,
                note,
                pace,
                Set.of(),
                null,
                page.doubted(),
                delay,
                false,
                page.etag(),
                page.lastModified(),
                null,
                null,
                page.way());
    }

    private static Verdict refused(
            Page page, Turn turn, Answer answer, Pace.Limits limits, Instant now, RandomGenerator dice) {
        Set<Sign> signs = Signs.of(answer, Habits.NONE);
        if (answer.status() == 410 || answer.status() == 404) {
            Pace after = turn.pace().welcomed(limits, now).waiting(answer.retryAfter(), limits, now);
            return gone(after, answer.status() == 410);
        }
        Pace pace = Signs.heaviest(signs)
                .map(weight -> switch (weight) {
                    case WAIT -> turn.pace().limited(limits, answer.retryAfter(), now, dice);
                    case BLOCK -> turn.pace().keptOut(limits, now, dice);
                    case DOUBT -> turn.pace().silent(limits, now, dice);
                })
                .orElseGet(() -> turn.pace().silent(limits, now, dice))
                .waiting(answer.retryAfter(), limits, now);
        Verdict plain =
                simple(page, Page.State.REFUSED, "status " + answer.status() + Signs.words(signs), pace, Duration.ZERO);
        return plain.with(signs);
    }

    private static Verdict gone(Pace pace, boolean forGood) {
        return new Verdict(
                Page.State.GONE,
                forGood ? "gone for good" : "not found",
                pace,
                Set.of(),
                null,
                null,
                TOMORROW,
                forGood,
                null,
                null,
                null,
                null,
                Page.Way.STRAIGHT);
    }

    /** The same, not before the host wants to be asked again, whatever it answered otherwise; null if it said nothing. */
    Verdict ordered(@Nullable Instant until, Pace.Limits limits, Instant now) {
        return until == null || !until.isAfter(now)
                ? this
                : at(pace.waiting(Duration.between(now, until), limits, now));
    }

    private Verdict at(Pace other) {
        return new Verdict(
                state, note, other, signs, reading, doubted, delay, ended, etag, lastModified, answered, found, way);
    }

    Verdict with(Set<Sign> shown) {
        return new Verdict(
                state, note, pace, shown, reading, doubted, delay, ended, etag, lastModified, answered, found, way);
    }

    private Verdict going(Page.Way next) {
        return new Verdict(
                state, note, pace, signs, reading, doubted, delay, ended, etag, lastModified, answered, found, next);
    }
}
