package dev.catchwater.weather;

import dev.catchwater.postgres.StoreAway;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;

/** Who wants to be told, and what they were told. Fails with {@link StoreAway}. */
public interface SubscriptionBook {

    /** All, oldest first. */
    Uni<List<Subscription>> all();

    /** One. */
    Uni<Optional<Subscription>> find(String id);

    /** Those of a place. */
    Uni<List<Subscription>> of(String place);

    /** Adds one; false if there are as many as there may be. Fails with {@link NoSuchPlace} if its place is gone by now. */
    Uni<Boolean> add(Subscription subscription, int most);

    /** Removes one; false if it was not there. */
    Uni<Boolean> remove(String id);

    /** Whether this was told to it before. */
    Uni<Boolean> wasTold(String id, String news);

    /** Notes that it is told, so that it is not told again after a restart. */
    Uni<Void> told(String id, String news);

    /** The place is not watched. */
    final class NoSuchPlace extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public NoSuchPlace(String place) {
            super("There is no place " + place + ".", null, false, false);
        }
    }
}
