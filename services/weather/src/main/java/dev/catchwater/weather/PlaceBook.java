package dev.catchwater.weather;

import dev.catchwater.postgres.StoreAway;
import dev.catchwater.weather.place.Place;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** The places that are watched. Fails with {@link StoreAway} where it is worth trying again later. */
public interface PlaceBook {

    /** All, oldest first. */
    Uni<List<Place>> all();

    /**
     * Adds one.
     *
     * @return false if there was one with this id, which stays as it is
     * @throws Full through the Uni, if there are as many as there may be
     */
    Uni<Boolean> add(Place place, int most);

    /** Removes one; false if it was not there. */
    Uni<Boolean> remove(String id);

    /** There is no room for another. */
    final class Full extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Full(int most) {
            super("There may be " + most + " places.", null, false, false);
        }
    }
}
