package dev.catchwater.weather;

import dev.catchwater.weather.report.Product;
import dev.catchwater.weather.report.Report;
import java.util.List;
import java.util.Map;

/**
 * What a provider answered about one place: some products may be there and others not, and one that failed takes no other
 * with it.
 *
 * @param remarks what an operator should hear: that a product is deprecated, that a key is about to end
 */
public record Answer(List<Report> reports, Map<Product, ProviderFailure> failures, List<String> remarks) {

    /** Copies. */
    public Answer {
        reports = List.copyOf(reports);
        failures = Map.copyOf(failures);
        remarks = List.copyOf(remarks);
    }

    /** All went well. */
    public static Answer of(List<Report> reports) {
        return new Answer(reports, Map.of(), List.of());
    }
}
