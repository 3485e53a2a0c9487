package dev.catchwater.weather.flow;

import dev.catchwater.weather.report.Product;
import dev.catchwater.weather.report.Provider;
import dev.catchwater.weather.report.Report;
import java.util.List;
import java.util.Map;

/** All that is known of one place at one moment, and what is missing. */
public record Snapshot(List<Report> reports, Map<Provider, Map<Product, Trouble>> troubles) {

    /** Nothing known. */
    public static final Snapshot EMPTY = new Snapshot(List.of(), Map.of());

    /** Copies. */
    public Snapshot {
        reports = List.copyOf(reports);
        troubles = Map.copyOf(troubles);
    }
}
