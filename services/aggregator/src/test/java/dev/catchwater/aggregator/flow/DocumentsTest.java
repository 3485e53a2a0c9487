package dev.catchwater.aggregator.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catchwater.aggregator.Allowance;
import dev.catchwater.aggregator.SourceException;
import dev.catchwater.aggregator.SourceFailure;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class DocumentsTest {

    private static final int LARGE = (int) Documents.SMALL + 1;

    private final List<UniEmitter<? super Void>> visits = new CopyOnWriteArrayList<>();
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final AtomicInteger ended = new AtomicInteger();

    @Test
    void neverDoMoreVisitsHoldMuchThanThereAreLargePlaces() {
        var documents = new Documents(1, 2);
        for (int i = 0; i < 50; i++) {
            begin(documents.held(holding(LARGE)));
        }
        for (int over = 0; over < 50; over++) {
            int begun = Math.min(50, over + 2);
            await().until(() -> visits.size() == begun);
            visits.get(over).complete(null);
        }
        await().until(() -> ended.get() == 50);
        assertThat(failures).isEmpty();
    }

    @Test
    void littleIsHeldWithoutWaitingForThoseWhoHoldMuch() {
        var documents = new Documents(1, 1);
        begin(documents.held(holding(LARGE)));
        begin(documents.held(holding(LARGE)));
        begin(documents.held(holding((int) Documents.SMALL)));
        assertThat(visits).hasSize(2);
    }

    @Test
    void pagesOfOneVisitCountTogetherAndNeedOnePlace() {
        var documents = new Documents(1, 1);
        int half = (int) Documents.SMALL / 2;
        begin(documents.held(
                mine -> mine.take(half).chain(() -> mine.take(half)).chain(() -> forEver())));
        begin(documents.held(
                mine -> mine.take(LARGE).chain(() -> mine.take(LARGE)).chain(() -> forEver())));
        assertThat(visits).hasSize(2);
        begin(documents.held(
                mine -> mine.take(half).chain(() -> mine.take(half + 1)).chain(() -> forEver())));
        assertThat(visits).hasSize(2);
    }

    @Test
    void whoIsGivenUpWhileWaitingOrHoldingLeavesNothingBehind() {
        var documents = new Documents(1, 1);
        var all = new ArrayList<Cancellable>();
        for (int i = 0; i < 20; i++) {
            all.add(begin(documents.inTurn(holding(LARGE))));
        }
        all.reversed().forEach(Cancellable::cancel);
        int before = visits.size();
        begin(documents.inTurn(holding(LARGE)));
        await().until(() -> visits.size() == before + 1);
    }

    @Test
    void thousandsThatFailAtOnceDoNotPileUp() {
        var documents = new Documents(1, 1);
        begin(documents.inTurn(holding(1)));
        for (int i = 0; i < 1_000; i++) {
            begin(documents.inTurn(mine -> Uni.createFrom().failure(new IllegalStateException())));
        }
        visits.getFirst().complete(null);
        await().until(() -> failures.size() == 1_000);
        assertThat(failures).allMatch(IllegalStateException.class::isInstance);
    }

    @Test
    void whoWouldHoldTooMuchOrFindsTooManyWaitingIsTold() {
        var documents = new Documents(1, 1);
        begin(documents.held(holding((int) Documents.MOST + 1)));
        assertThat(failures)
                .singleElement()
                .satisfies(thrown ->
                        assertThat(((SourceException) thrown).failure()).isInstanceOf(SourceFailure.TooLarge.class));
        for (int i = 0; i < 1_026; i++) {
            begin(documents.inTurn(holding(1)));
        }
        assertThat(((SourceException) failures.getLast()).failure()).isInstanceOf(SourceFailure.Busy.class);
    }

    private Cancellable begin(Uni<Void> visit) {
        return visit.subscribe().with(done -> ended.incrementAndGet(), failures::add);
    }

    private Function<Allowance, Uni<Void>> holding(int bytes) {
        return allowance -> allowance.take(bytes).chain(() -> forEver());
    }

    private Uni<Void> forEver() {
        return Uni.createFrom().emitter(visits::add);
    }
}
