package dev.catchwater.prices.flow;

import dev.catchwater.prices.Page;
import dev.catchwater.prices.PageBook.Turn;
import dev.catchwater.prices.Reading;
import dev.catchwater.prices.Seen;
import dev.catchwater.prices.Settlement;
import dev.catchwater.prices.host.Pace;
import dev.catchwater.prices.host.Sign;
import dev.catchwater.prices.host.Signs;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Whether what was read of a page is believed, doubted, or a wall. */
final class Believing {

    private Believing() {}

    static Verdict read(
            Page page,
            Turn turn,
            Seen.Read read,
            Pace.Limits limits,
            FlowSettings settings,
            Instant now,
            RandomGenerator dice) {
        Compared compared = Compared.of(turn, read.reading());
        Set<Sign> signs = compared.and(Signs.of(read.answer(), turn.habits()));
        Optional<Sign.Weight> weight = Signs.heaviest(signs);
        if (weight.filter(heavy -> heavy == Sign.Weight.BLOCK).isPresent()) {
            // Without its validators: what stands behind them is a wall.
            return Verdict.simple(
                            page,
                            Page.State.REFUSED,
                            "kept out" + Signs.words(signs),
                            turn.pace()
                                    .keptOut(limits, now, dice)
                                    .waiting(read.answer().retryAfter(), limits, now),
                            Duration.ZERO)
                    .with(signs);
        }
        String print = compared.print(read.reading());
        return weight.isPresent() && !print.equals(page.doubted())
                ? doubted(page, read, turn.pace().doubted(limits), signs, print, settings.again())
                : believed(page, read, turn.pace().welcomed(limits, now), settings);
    }

    // Without its validators: the second look would be a 304, and prove nothing.
    private static Verdict doubted(
            Page page, Seen.Read read, Pace pace, Set<Sign> signs, String print, Duration again) {
        return new Verdict(
                Page.State.DOUBTED,
                "believed when it is seen again" + Signs.words(signs),
                pace,
                signs,
                null,
                print,
                again,
                false,
                null,
                null,
                read.answer().page(),
                null,
                page.way().arrived());
    }

    private static Verdict believed(Page page, Seen.Read read, Pace pace, FlowSettings settings) {
        Reading reading = read.reading();
        boolean list = page.kind() != Page.Kind.PRODUCT;
        boolean says = reading.things().stream()
                .anyMatch(thing ->
                        thing.quote().says() && !thing.listing().title().isBlank());
        URI next = reading.next();
        return new Verdict(
                says ? Page.State.OK : Page.State.NOTHING,
                says ? null : "no price was found on it",
                pace,
                Set.of(),
                says ? reading : null,
                null,
                settings.every(page.kind()),
                false,
                read.etag(),
                read.lastModified(),
                list ? null : read.answer().page(),
                next == null ? null : new Settlement.Found(List.of(), List.of(next), settings.maxPages()),
                page.way().arrived());
    }
}
