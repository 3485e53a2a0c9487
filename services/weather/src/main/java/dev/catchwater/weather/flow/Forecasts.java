package dev.catchwater.weather.flow;

import dev.catchwater.weather.forecast.Blend;
import dev.catchwater.weather.forecast.Blender;
import dev.catchwater.weather.forecast.Family;
import dev.catchwater.weather.forecast.Issued;
import dev.catchwater.weather.forecast.Knobs;
import dev.catchwater.weather.forecast.Score;
import dev.catchwater.weather.forecast.Site;
import dev.catchwater.weather.forecast.SiteKey;
import dev.catchwater.weather.forecast.Tracks;
import dev.catchwater.weather.report.Content;
import dev.catchwater.weather.report.Observation;
import dev.catchwater.weather.report.Quantity;
import dev.catchwater.weather.report.Report;
import dev.catchwater.weather.report.Series;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Our own forecasts: made of all forecasters' hours, set down before it is known what comes, and learned from when a station
 * tells. Only what stations measured teaches; a model's state of now would teach us that model. Thread-safe.
 */
public final class Forecasts {

    /** What is blended, and by which law. */
    public static final Map<Quantity, Family> BLENDED = Map.of(
            Quantity.TEMPERATURE, Family.NORMAL,
            Quantity.DEW_POINT, Family.NORMAL,
            Quantity.WIND_SPEED, Family.TRUNCATED_NORMAL);

    private static final Map<Quantity, Knobs> KNOBS = Map.of(
            Quantity.TEMPERATURE, Knobs.DEFAULT,
            Quantity.DEW_POINT, Knobs.DEFAULT,
            Quantity.WIND_SPEED, Knobs.DEFAULT.withFirstSpread(2));

    /** A station reports some minutes before or after the hour. */
    private static final Duration AROUND = Duration.ofMinutes(30);

    private final Consumer<FlowEvent> events;
    private final Map<SiteKey, Site> sites = new HashMap<>();
    private final Set<SiteKey> unsaved = new HashSet<>();
    private final Map<String, TreeMap<Instant, List<Open>>> open = new HashMap<>();
    private final Map<String, Instant> issuedAt = new HashMap<>();

    public Forecasts(Consumer<FlowEvent> events) {
        this.events = events;
    }

    private record Open(SiteKey key, Issued issued) {}

    /** Our forecast of a quantity at an instant; empty if nobody says anything about it. */
    public synchronized Optional<Issued> at(
            String place, List<Report> reports, Quantity quantity, Instant now, Instant valid) {
        Map<String, Double> members = members(reports, quantity, valid);
        if (members.isEmpty()) {
            return Optional.empty();
        }
        SiteKey key = SiteKey.of(place, quantity, now, valid);
        Tracks region = sites.getOrDefault(key.anywhere(), Site.none()).tracks();
        return Optional.of(sites.getOrDefault(key, Site.none()).issue(blender(quantity), members, region));
    }

    /** Sets forecasts down, once an hour, at the leads that are verified. */
    public synchronized void issue(String place, List<Report> reports, Instant now) {
        Instant hour = now.truncatedTo(ChronoUnit.HOURS);
        if (!hour.isAfter(issuedAt.getOrDefault(place, Instant.EPOCH))) {
            return;
        }
        for (int lead : SiteKey.LEADS) {
            Instant valid = hour.plus(Duration.ofHours(lead));
            for (Quantity quantity : BLENDED.keySet()) {
                at(place, reports, quantity, hour, valid).ifPresent(issued -> {
                    issuedAt.put(place, hour);
                    open.computeIfAbsent(place, id -> new TreeMap<>())
                            .computeIfAbsent(valid, at -> new ArrayList<>())
                            .add(new Open(SiteKey.of(place, quantity, hour, valid), issued));
                });
            }
        }
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
        TreeMap<Instant, List<Open>> waiting = open.get(place);
        int learned = 0;
        while (waiting != null
                && !waiting.isEmpty()
                && !waiting.firstKey().minus(AROUND).isAfter(at)) {
            Map.Entry<Instant, List<Open>> due = waiting.pollFirstEntry();
            boolean inTime = !due.getKey().plus(AROUND).isBefore(at);
            for (Open forecast : inTime ? due.getValue() : List.<Open>of()) {
                Double came = observation.values().get(forecast.key.quantity());
                if (came != null) {
                    learn(forecast.key, forecast.issued, came, due.getKey());
                    learn(forecast.key.anywhere(), forecast.issued, came, due.getKey());
                    learned++;
                }
            }
        }
        return learned;
    }

    private void learn(SiteKey key, Issued issued, double came, Instant valid) {
        Knobs knobs = KNOBS.getOrDefault(key.quantity(), Knobs.DEFAULT);
        sites.put(key, sites.getOrDefault(key, Site.none()).learned(issued, came, valid, knobs));
        unsaved.add(key);
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

    /** What was learned since the last time. */
    public synchronized Map<SiteKey, Site> unsaved() {
        Map<SiteKey, Site> changed = new HashMap<>();
        unsaved.forEach(key -> changed.put(key, sites.getOrDefault(key, Site.none())));
        unsaved.clear();
        return changed;
    }

    /** Takes what was learned before, or could not be saved; what is known better meanwhile stays. */
    public synchronized void remember(Map<SiteKey, Site> known, boolean again) {
        known.forEach(sites::putIfAbsent);
        if (again) {
            unsaved.addAll(known.keySet());
        }
    }

    /** Forgets all but these places. */
    public synchronized void keep(Set<String> ids) {
        open.keySet().retainAll(ids);
        issuedAt.keySet().retainAll(ids);
        sites.keySet().removeIf(key -> !key.place().equals(SiteKey.ANYWHERE) && !ids.contains(key.place()));
    }

    private static Map<String, Double> members(List<Report> reports, Quantity quantity, Instant valid) {
        Map<String, Double> members = new HashMap<>();
        for (Report report : reports) {
            if (report.content() instanceof Content.Hourly hourly) {
                Series.at(hourly.hours(), quantity, valid).ifPresent(value -> members.put(report.forecaster(), value));
            }
        }
        return members;
    }

    private static Blender blender(Quantity quantity) {
        return new Blender(BLENDED.getOrDefault(quantity, Family.NORMAL), KNOBS.getOrDefault(quantity, Knobs.DEFAULT));
    }

    /** The median and the levels of a blend, for those who only show it. */
    public static List<Double> levels() {
        return Blend.LEVELS;
    }
}
