package dev.catchwater.weather;

import dev.catchwater.postgres.StoreAway;
import dev.catchwater.weather.forecast.Outlook;
import dev.catchwater.weather.forecast.Site;
import dev.catchwater.weather.forecast.SiteKey;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What was learned about forecasters and what is still to come true, over restarts. Fails with {@link StoreAway}. */
public interface ForecastBook {

    /** All that is remembered. */
    Uni<Remembered> load();

    /** Remembers this, all of it or nothing: no forecast is learned from twice, and none is lost. */
    Uni<Void> save(Progress progress);

    /** What was remembered. */
    record Remembered(Map<SiteKey, Site> sites, List<Outlook> open) {
        /** Copies. */
        public Remembered {
            sites = Map.copyOf(sites);
            open = List.copyOf(open);
        }
    }

    /**
     * What happened since the last time.
     *
     * @param sites in place of what was remembered of them before
     * @param opened forecasts that were set down
     * @param closed forecasts that came true or did not, or were missed
     */
    record Progress(Map<SiteKey, Site> sites, List<Outlook> opened, Set<Outlook.Id> closed) {
        /** Copies. */
        public Progress {
            sites = Map.copyOf(sites);
            opened = List.copyOf(opened);
            closed = Set.copyOf(closed);
        }

        /** Whom it is about; what was learned of all places together is {@value SiteKey#ANYWHERE}'s. */
        public Set<String> places() {
            return Stream.of(
                            sites.keySet().stream().map(SiteKey::place),
                            opened.stream().map(Outlook::place),
                            closed.stream().map(Outlook.Id::place))
                    .flatMap(all -> all)
                    .collect(Collectors.toCollection(TreeSet::new));
        }

        /** The same, a place each. */
        public List<Progress> byPlaces() {
            return places().stream().map(this::of).toList();
        }

        private Progress of(String place) {
            return new Progress(
                    sites.entrySet().stream()
                            .filter(site -> site.getKey().place().equals(place))
                            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)),
                    opened.stream()
                            .filter(outlook -> outlook.place().equals(place))
                            .toList(),
                    closed.stream().filter(id -> id.place().equals(place)).collect(Collectors.toSet()));
        }

        /** Whether there is nothing to remember. */
        public boolean isEmpty() {
            return sites.isEmpty() && opened.isEmpty() && closed.isEmpty();
        }
    }
}
