package dev.catchwater.weather;

import dev.catchwater.weather.place.Place;
import dev.catchwater.weather.report.Product;
import dev.catchwater.weather.report.Provider;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How one provider is asked. Gives up its calls when cancelled. */
public interface WeatherSource {

    Provider provider();

    /** What it can tell. */
    Set<Product> products();

    /** Whether it knows anything about such a place. */
    boolean covers(Place place);

    /** How many places one call may ask for. */
    int mostAtOnce();

    /**
     * Asks.
     *
     * @param places at most {@link #mostAtOnce()}, all covered
     * @param wanted of {@link #products()}; more may come, if the provider tells it all at once
     * @return by place id; fails with {@link ProviderException} if nothing at all came of it
     */
    Uni<Map<String, Answer>> ask(List<Place> places, Set<Product> wanted);
}
