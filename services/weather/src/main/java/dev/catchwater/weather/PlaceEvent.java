package dev.catchwater.weather;

import dev.catchwater.weather.alert.Change;
import dev.catchwater.weather.alert.Warning;
import dev.catchwater.weather.report.Product;
import dev.catchwater.weather.report.Provider;
import dev.catchwater.weather.report.Quantity;
import dev.catchwater.weather.report.Told;
import java.util.Map;
import java.util.Set;

/** What listeners are told about a place. */
public sealed interface PlaceEvent {

    /** The place's id. */
    String place();

    /**
     * A provider told something new.
     *
     * @param current how it is now, by the best word for each quantity
     */
    record Updated(String place, Provider provider, Set<Product> products, Map<Quantity, Told> current)
            implements PlaceEvent {}

    /** A warning concerns the place in another way than before. */
    record Noticed(String place, Change.Notice notice, Warning warning) implements PlaceEvent {}
}
