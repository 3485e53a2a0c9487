package dev.catchwater.aggregator.flow;

import dev.catchwater.aggregator.SourceFailure;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;

/** A few places, given in the order in which they were asked for. */
final class Places {

    private final int mostWaiting;
    private final Deque<Place> waiting = new ArrayDeque<>();
    private int free;

    Places(int places, int mostWaiting) {
        this.free = places;
        this.mostWaiting = mostWaiting;
    }

    /** Asks for a place. Whoever asked gives it back, also if it was never granted. */
    Place ask() {
        var place = new Place();
        synchronized (this) {
            if (free > 0) {
                free--;
                place.has = true;
            } else if (waiting.size() < mostWaiting) {
                waiting.add(place);
                return place;
            }
        }
        if (place.has) {
            place.turn.complete(null);
        } else {
            place.turn.completeExceptionally(new SourceFailure.Busy().asException());
        }
        return place;
    }

    private void free(Place place) {
        Place next;
        synchronized (this) {
            if (!place.has) {
                waiting.remove(place);
                return;
            }
            place.has = false;
            next = waiting.poll();
            if (next == null) {
                free++;
                return;
            }
            next.has = true;
        }
        // Elsewhere, so that a row of visits that end at once does not pile up on this stack.
        Infrastructure.getDefaultExecutor().execute(() -> next.turn.complete(null));
    }

    final class Place {

        private final CompletableFuture<Void> turn = new CompletableFuture<>();
        private boolean has;

        /** Comes when the place is ours; fails with {@link SourceFailure.Busy} if too many wait already. */
        Uni<Void> granted() {
            return Uni.createFrom().completionStage(turn::minimalCompletionStage);
        }

        /** Gives it to the next. Harmless a second time. */
        void giveBack() {
            free(this);
        }
    }
}
