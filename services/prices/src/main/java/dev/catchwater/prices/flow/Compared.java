package dev.catchwater.prices.flow;

import dev.catchwater.prices.PageBook.Last;
import dev.catchwater.prices.PageBook.Turn;
import dev.catchwater.prices.Pairing;
import dev.catchwater.prices.Reading;
import dev.catchwater.prices.Reading.Thing;
import dev.catchwater.prices.host.Sign;
import dev.catchwater.prices.host.Signs;
import dev.catchwater.prices.offer.Quote;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a page tells of all its things, compared with what was believed of them.
 *
 * @param changed whether any of them costs something else, is there or not, is new or gone
 * @param odd things whose prices are doubted, with why
 */
record Compared(boolean changed, Map<Thing, Sign> odd) {

    static Compared of(Turn turn, Reading reading) {
        Map<String, Last> last = turn.last();
        Pairing pairing = Pairing.of(last.keySet(), reading.things());
        boolean gone = pairing.missed().stream()
                .map(last::get)
                .anyMatch(one -> one != null && !one.availability().refused());
        boolean differs = reading.things().stream()
                .filter(Compared::isKept)
                .anyMatch(thing -> differs(before(thing, pairing, last), thing.quote()));
        Map<Thing, Sign> odd = reading.things().stream()
                .flatMap(thing -> sign(before(thing, pairing, last), thing.quote()).stream()
                        .map(sign -> Map.entry(thing, sign)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, same) -> one));
        return new Compared(gone || differs, odd);
    }

    // What says nothing is not written down, and so never known.
    private static boolean isKept(Thing thing) {
        return thing.quote().says() && !thing.listing().title().isBlank();
    }

    private static @Nullable Last before(Thing thing, Pairing pairing, Map<String, Last> last) {
        String key = pairing.offers().get(thing.key());
        return key == null ? null : last.get(key);
    }

    private static boolean differs(@Nullable Last before, Quote now) {
        return before == null
                || !(Objects.equals(before.price(), now.price()) && before.availability() == now.availability());
    }

    private static Optional<Sign> sign(@Nullable Last before, Quote now) {
        return before == null ? Optional.empty() : Signs.ofPrice(before.price(), now.price(), now.availability());
    }

    Set<Sign> and(Set<Sign> shown) {
        Set<Sign> all = EnumSet.noneOf(Sign.class);
        all.addAll(shown);
        all.addAll(odd.values());
        return all;
    }

    /** What has to be seen again before it is believed: the odd ones, for of many others some always change meanwhile. */
    String print(Reading reading) {
        if (odd.isEmpty()) {
            return reading.quote().fingerprint();
        }
        String all = odd.keySet().stream()
                .map(thing -> thing.key() + " " + thing.quote().fingerprint())
                .sorted()
                .collect(Collectors.joining("\n"));
        return UUID.nameUUIDFromBytes(all.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
