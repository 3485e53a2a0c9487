package dev.catchwater.weather.source;

import dev.catchwater.weather.Answer;
import dev.catchwater.weather.ProviderException;
import dev.catchwater.weather.ProviderFailure;
import dev.catchwater.weather.place.Place;
import dev.catchwater.weather.report.Product;
import dev.catchwater.weather.report.Report;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Several calls that make one answer: one that fails is a failure of its products alone. */
public final class Parts {

    private Parts() {}

    /** All that came, by place; fails only with faults of ours. */
    public static Uni<Map<String, Answer>> together(
            List<Place> places, Map<Set<Product>, Uni<Map<String, Answer>>> calls) {
        List<Uni<Map<String, Answer>>> parts = new ArrayList<>();
        calls.forEach((products, call) -> parts.add(call.onFailure(ProviderException.class)
                .recoverWithItem(thrown -> failed(places, products, thrown.failure()))));
        return Uni.join().all(parts).andFailFast().map(Parts::merged);
    }

    private static Map<String, Answer> failed(List<Place> places, Set<Product> products, ProviderFailure failure) {
        Map<Product, ProviderFailure> failures = new EnumMap<>(Product.class);
        products.forEach(product -> failures.put(product, failure));
        Map<String, Answer> answers = new HashMap<>();
        places.forEach(place -> answers.put(place.id(), new Answer(List.of(), failures, List.of())));
        return answers;
    }

    private static Map<String, Answer> merged(List<Map<String, Answer>> parts) {
        Map<String, Answer> all = new HashMap<>();
        parts.forEach(part -> part.forEach((place, answer) -> all.merge(place, answer, Parts::plus)));
        return all;
    }

    private static Answer plus(Answer one, Answer other) {
        List<Report> reports = new ArrayList<>(one.reports());
        reports.addAll(other.reports());
        Map<Product, ProviderFailure> failures = new HashMap<>(one.failures());
        failures.putAll(other.failures());
        List<String> remarks = new ArrayList<>(one.remarks());
        remarks.addAll(other.remarks());
        return new Answer(reports, failures, remarks);
    }
}
