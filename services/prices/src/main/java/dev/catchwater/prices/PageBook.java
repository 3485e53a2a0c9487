package dev.catchwater.prices;

import dev.catchwater.prices.host.Habits;
import dev.catchwater.prices.host.Pace;
import dev.catchwater.prices.money.Money;
import dev.catchwater.prices.offer.Availability;
import dev.catchwater.prices.recheck.Look;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The pages we watch, and the hosts they stand on. */
public interface PageBook {

    /**
     * Watches a page from now on, or finds the one that is there. Fails with {@link Full} if there are as many as there
     * may be.
     *
     * @param shopName what its shop is called if that is new
     */
    Uni<Added> add(
            URI url,
            Page.Kind kind,
            @Nullable String containing,
            @Nullable String shopName,
            @Nullable URI shopBase,
            Pace first,
            int most,
            Instant now);

    /** Pages by their numbers, from after one on. */
    Uni<List<Page>> list(long after, int limit);

    Uni<Optional<Page>> find(long id);

    /** Forgets a page and its offer with its history. False if there is none. */
    Uni<Boolean> remove(long id);

    /** Takes the turn of a page that is due at a host that nobody has the turn of, if there is one. */
    Uni<Optional<Turn>> claim(Instant now, Duration lease);

    /** When there is a turn to be taken, at the soonest; empty if there never is. */
    Uni<Optional<Instant>> soonest();

    /**
     * Notes that a request is about to be sent, before it is: whoever dies then has not asked too soon. False if the turn is
     * lost, or it is too early.
     *
     * @param next nobody asks this host sooner
     */
    Uni<Boolean> asking(Hold hold, Instant now, Instant next);

    /**
     * The same for a request to a host that nobody has the turn of, at that host's own pace.
     *
     * @param first how a host begins that is not known
     */
    Uni<Boolean> askingBeside(URI address, Pace first, Instant now);

    /** Notes that a host ordered to be left alone until then, by whomever. */
    Uni<Void> holdBack(URI address, Instant notBefore);

    /** Notes what came of a look, all of it or nothing, and ends the turn. Fails with {@link Overtaken}. */
    Uni<Settled> settle(Page page, Hold hold, Settlement settlement, Instant now);

    /** Ends a turn in which the page was not looked at; it stays due. Fails with {@link Overtaken}. */
    Uni<Void> giveBack(Hold hold, Pace pace, Instant now);

    /** What a host's budget has to be dealt out to: at most so many of its pages, and how many there are. */
    Uni<Demand> demand(String origin, int most);

    /** How the hosts stand, those that need an operator first. */
    Uni<List<Host>> hosts(int limit);

    /** Lets a quarantined host be asked again now. False if it is none. */
    Uni<Boolean> release(String origin, Instant now);

    /** A page, and whether it was new. */
    record Added(Page page, boolean isNew) {}

    /**
     * Whose turn it is.
     *
     * @param last what is believed of each of the page's things, by their keys
     */
    record Turn(Pace pace, Habits habits, Map<String, Last> last, Page page, Hold hold) {
        public Turn {
            last = Map.copyOf(last);
        }

        /** The same at another pace. */
        public Turn at(Pace other) {
            return new Turn(other, habits, last, page, hold);
        }
    }

    /** What a thing cost last, and whether it was there. */
    record Last(@Nullable Money price, Availability availability) {}

    /**
     * What was different afterwards.
     *
     * @param changed whether a price or an availability changed
     * @param alerts how many were told
     */
    record Settled(boolean changed, int alerts) {}

    /** Pages to look at, and how many there are in all. */
    record Demand(List<Known> pages, long all) {
        public Demand {
            pages = List.copyOf(pages);
        }
    }

    /** What is known of a page, for its share of a budget. */
    record Known(double weight, List<Look> looks) {
        public Known {
            looks = List.copyOf(looks);
        }
    }

    /**
     * A host, for an operator.
     *
     * @param signs what its last answer showed
     * @param advice what there is to do; null if nothing
     */
    record Host(
            String origin,
            Pace pace,
            List<String> signs,
            Instant since,
            long pages,
            @Nullable String advice) {
        public Host {
            signs = List.copyOf(signs);
        }
    }

    /** The turn is another's by now, or the page is gone: nothing was written. */
    final class Overtaken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        /** Overtaken, for this reason. */
        public Overtaken(Throwable why) {
            super(why.getMessage(), why, false, false);
        }
    }

    /** There are as many pages as there may be. */
    final class Full extends RuntimeException {
        private static final long serialVersionUID = 1L;

        /** Full, with so many. */
        public Full(int most) {
            super("There are " + most + " pages, which is as many as there may be.", null, false, false);
        }
    }
}
