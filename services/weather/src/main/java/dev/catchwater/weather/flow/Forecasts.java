package dev.catchwater.weather.flow;

import dev.catchwater.weather.ForecastBook;
import dev.catchwater.weather.forecast.Blender;
import dev.catchwater.weather.forecast.Issued;
import dev.catchwater.weather.forecast.Knobs;
import dev.catchwater.weather.forecast.Outlook;
import dev.catchwater.weather.forecast.Score;
import dev.catchwater.weather.forecast.Site;
import dev.catchwater.weather.forecast.SiteKey;
import dev.catchwater.weather.forecast.Tracks;
import dev.catchwater.weather.report.Observation;
import dev.catchwater.weather.report.Quantity;
import dev.catchwater.weather.report.Report;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Our own forecasts: made of all forecasters' hours, set down before it is known what comes, and learned from when a station
 * tells. Only what stations measured teaches; a model's state of now would teach us that model. Thread-safe.
 */
public final class Forecasts {

    /** What is blended. */
    public static final Set<Quantity> BLENDED = Blending.FAMILIES.keySet();

    /** Leads up to this are set down each hour; longer ones, whose errors last for hours, four times a day. */
    private static final int HOURLY_LEAD = 12;

    private static final int SELDOM = 6;

    private final Consumer<FlowEvent> events;
    private final Map<SiteKey, Site> sites = new HashMap<>();
    private final Set<SiteKey> unsaved = new HashSet<>();
    private final Awaited awaited = new Awaited();
    private final Map<String, Ahead> ahead = new HashMap<>();
    private long experience;

    public Forecasts(Consumer<FlowEvent> events) {
        this.events = events;
    }

    /** What was computed once for all readers, of these reports and with as much experience. */
    private record Ahead(
            List<Report> reports, Instant first, long experience, Map<Quantity, Map<Instant, Issued>> hours) {}

    /** Our forecasts of the hours after this one, by quantity; the same for all readers until something new is known. */
    public synchronized Map<Quantity, Map<Instant, Issued>> ahead(
            String place, List<Report> reports, Instant first, int count) {
        Ahead known = ahead.get(place);
        if (known == null
                || known.experience != experience
                || !known.first.equals(first)
                || !known.reports.equals(reports)) {
            known = new Ahead(reports, first, experience, compute(place, reports, first, count));
            ahead.put(place, known);
        }
        return known.hours;
    }

    private Map<Quantity, Map<Instant, Issued>> compute(String place, List<Report> reports, Instant first, int count) {
        Map<Quantity, Map<Instant, Issued>> all = new TreeMap<>();
        for (Quantity quantity : BLENDED) {
            Map<Instant, Issued> hours = new TreeMap<>();
            for (int hour = 1; hour <= count; hour++) {
                Instant at = first.plus(Duration.ofHours(hour));
                at(place, reports, quantity, first, at).ifPresent(issued -> hours.put(at, issued));
            }
            if (!hours.isEmpty()) {
                all.put(quantity, hours);
            }
        }
        return all;
    }

    /** Our forecast of a quantity at an instant, or in the hour that begins then; empty if nobody says anything about it. */
    public synchronized Optional<Issued> at(
            String place, List<Report> reports, Quantity quantity, Instant now, Instant valid) {
        Blending.Said said = Blending.said(reports, quantity, valid);
        if (said.values().isEmpty()) {
            return Optional.empty();
        }
        Blender blender = new Blender(Blending.family(quantity), Blending.knobs(quantity));
        if (quantity == Quantity.PRECIPITATION) {
            Optional<Issued> chance = at(place, reports, Quantity.PRECIPITATION_PROBABILITY, now, valid);
            if (chance.isPresent()) {
                blender = blender.withChance(chance.get().blend().centre());
            }
        }
        SiteKey key = SiteKey.of(place, quantity, now, valid);
        Tracks region = sites.getOrDefault(key.anywhere(), Site.none()).tracks();
        return Optional.of(sites.getOrDefault(key, Site.none()).issue(blender, said.values(), said.spreads(), region));
    }

    /** Sets forecasts down, once an hour, at the leads that are verified. */
    public synchronized void issue(String place, List<Report> reports, Instant now) {
        Instant hour = now.truncatedTo(ChronoUnit.HOURS);
        if (!hour.isAfter(awaited.issuedAt(place))) {
            return;
        }
        boolean all = hour.atOffset(ZoneOffset.UTC).getHour() % SELDOM == 0;
        for (int lead : SiteKey.LEADS) {
            if (lead <= HOURLY_LEAD || all) {
                issue(place, reports, hour, hour.plus(Duration.ofHours(lead)));
            }
        }
    }

    private void issue(String place, List<Report> reports, Instant hour, Instant valid) {
        Map<Instant, Map<SiteKey, Issued>> byMoment = new TreeMap<>();
        for (Quantity quantity : BLENDED) {
            at(place, reports, quantity, hour, valid)
                    .ifPresent(
                            issued -> byMoment.computeIfAbsent(Blending.known(quantity, valid), at -> new HashMap<>())
                                    .put(SiteKey.of(place, quantity, hour, valid), issued));
        }
        byMoment.forEach((known, forecasts) -> awaited.add(new Outlook(place, hour, valid, known, forecasts)));
    }

    /** Learns from what was measured: of forecasts for about that time, and of those whose time has passed nothing. */
    public void observed(String place, Observation observation, Instant now) {
        Instant at = observation.observedAt();
        if (at == null || observation.origin() != Observation.Origin.STATION) {
            return;
        }
        int learned = learn(place, observation, at);
        if (learned > 0) {
            events.accept(new FlowEvent.Verified(place, learned));
        }
    }

    private synchronized int learn(String place, Observation observation, Instant at) {
        int learned = 0;
        for (Outlook outlook : awaited.due(place, at)) {
            for (Map.Entry<SiteKey, Issued> forecast : outlook.forecasts().entrySet()) {
                OptionalDouble came =
                        Blending.came(observation, forecast.getKey().quantity());
                if (came.isPresent()) {
                    learn(forecast.getKey(), forecast.getValue(), came.getAsDouble(), outlook.valid());
                    learn(forecast.getKey().anywhere(), forecast.getValue(), came.getAsDouble(), outlook.valid());
                    learned++;
                }
            }
        }
        return learned;
    }

    private void learn(SiteKey key, Issued issued, double came, Instant valid) {
        Knobs knobs = Blending.knobs(key.quantity());
        sites.put(key, sites.getOrDefault(key, Site.none()).learned(issued, came, valid, knobs));
        unsaved.add(key);
        experience++;
    }

    /** How everyone did at a place, by quantity and lead in hours, over all times of day. */
    public synchronized Map<Quantity, Map<Integer, Map<String, Score>>> skill(String place) {
        Map<Quantity, Map<Integer, Map<String, Score>>> skill = new TreeMap<>();
        sites.forEach((key, site) -> {
            if (key.place().equals(place)) {
                Map<String, Score> scores = skill.computeIfAbsent(key.quantity(), q -> new TreeMap<>())
                        .computeIfAbsent(SiteKey.LEADS.get(key.band()), lead -> new HashMap<>());
                site.scores().forEach((name, score) -> scores.merge(name, score, Score::plus));
            }
        });
        return skill;
    }

    /** What happened since the last time. */
    public synchronized ForecastBook.Progress unsaved() {
        Map<SiteKey, Site> changed = new HashMap<>();
        unsaved.forEach(key -> changed.put(key, sites.getOrDefault(key, Site.none())));
        unsaved.clear();
        return new ForecastBook.Progress(changed, awaited.takeOpened(), awaited.takeClosed());
    }

    /** Takes back what could not be saved; what is known better meanwhile stays. */
    public synchronized void again(ForecastBook.Progress progress) {
        unsaved.addAll(progress.sites().keySet());
        awaited.again(progress.opened(), progress.closed());
    }

    /** Takes what was remembered over a restart. */
    public synchronized void remember(ForecastBook.Remembered remembered) {
        remembered.sites().forEach(sites::putIfAbsent);
        remembered.open().forEach(awaited::restore);
        experience++;
    }

    /** Forgets all but these places. */
    public synchronized void keep(Set<String> ids) {
        awaited.keep(ids);
        ahead.keySet().retainAll(ids);
        sites.keySet().removeIf(key -> !key.place().equals(SiteKey.ANYWHERE) && !ids.contains(key.place()));
    }
}
