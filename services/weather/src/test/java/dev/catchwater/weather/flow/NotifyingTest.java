package dev.catchwater.weather.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.postgres.StoreAway;
import dev.catchwater.weather.Subscription;
import dev.catchwater.weather.SubscriptionBook;
import dev.catchwater.weather.alert.AlertInfo;
import dev.catchwater.weather.alert.AlertKey;
import dev.catchwater.weather.alert.Certainty;
import dev.catchwater.weather.alert.Change;
import dev.catchwater.weather.alert.Message;
import dev.catchwater.weather.alert.Severity;
import dev.catchwater.weather.alert.Urgency;
import dev.catchwater.weather.alert.Warning;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NotifyingTest {

    private static final Instant NOW = Instant.parse("2026-02-06T20:00:00Z");
    private final List<String> taken = new ArrayList<>();
    private final List<FlowEvent> events = new ArrayList<>();
    private final Book book = new Book();
    private boolean outboxFails;

    @Test
    void eachNewsIsToldOnceAlsoAfterARestart() {
        book.subscriptions.add(subscription("one"));
        book.subscriptions.add(subscription("two"));
        notice(Change.Notice.NEW, Severity.SEVERE);
        notice(Change.Notice.NEW, Severity.SEVERE);
        assertThat(taken).hasSize(2).doesNotHaveDuplicates();
        notice(Change.Notice.RAISED, Severity.EXTREME);
        notice(Change.Notice.CANCELLED, Severity.EXTREME);
        assertThat(taken).hasSize(6).doesNotHaveDuplicates();
    }

    @Test
    void warningThatComesBackToAPlaceIsToldAgainByEachOfItsMessages() {
        book.subscriptions.add(subscription("one"));
        notice(Change.Notice.NEW, Severity.SEVERE, "a");
        notice(Change.Notice.CANCELLED, Severity.SEVERE, "b");
        notice(Change.Notice.REACHED, Severity.SEVERE, "c");
        notice(Change.Notice.CANCELLED, Severity.SEVERE, "d");
        notice(Change.Notice.REACHED, Severity.SEVERE, "e");
        notice(Change.Notice.REACHED, Severity.SEVERE, "e");
        assertThat(taken).hasSize(5).doesNotHaveDuplicates();
    }

    @Test
    void whatCouldNotBeHandedOverIsNotNotedAsTold() {
        book.subscriptions.add(subscription("one"));
        outboxFails = true;
        notice(Change.Notice.NEW, Severity.SEVERE);
        assertThat(book.told).isEmpty();
        assertThat(events).singleElement().isInstanceOf(FlowEvent.Fault.class);
        outboxFails = false;
        notice(Change.Notice.NEW, Severity.SEVERE);
        assertThat(taken).hasSize(1);
    }

    @Test
    void idOfAMessageIsTheSameIfItIsHandedOverAgain() {
        book.subscriptions.add(subscription("one"));
        notice(Change.Notice.NEW, Severity.SEVERE);
        book.told.clear();
        notice(Change.Notice.NEW, Severity.SEVERE);
        assertThat(taken).hasSize(2);
        assertThat(taken.get(0)).isEqualTo(taken.get(1)).hasSizeLessThanOrEqualTo(200);
    }

    @Test
    void subscriptionTellsItsSecretToNobodyByAccident() {
        Subscription made = notifying()
                .subscribe("a", URI.create("https://example.org/hook/t0ken"))
                .await()
                .indefinitely();
        assertThat(made.secret()).startsWith("whsec_");
        assertThat(made.toString()).doesNotContain(made.secret(), "t0ken");
    }

    private void notice(Change.Notice kind, Severity severity) {
        notice(kind, severity, "a");
    }

    private void notice(Change.Notice kind, Severity severity, String id) {
        AlertInfo info = new AlertInfo(
                "en",
                "Frost",
                severity,
                Urgency.EXPECTED,
                Certainty.LIKELY,
                Set.of(),
                NOW,
                NOW.plusSeconds(60),
                null,
                "NWS",
                null,
                null,
                null,
                null,
                Map.of(),
                List.of());
        Message message = new Message(
                new AlertKey("s", id, NOW),
                Message.Status.ACTUAL,
                Message.Type.ALERT,
                Message.Scope.PUBLIC,
                Set.of(),
                List.of(info),
                "nws");
        Warning warning =
                new Warning("w", message, severity, NOW.plusSeconds(60), false, List.of(message), Set.of("nws"));
        notifying().notice(new FlowEvent.Noticed("a", kind, warning)).await().indefinitely();
    }

    private Notifying notifying() {
        Notifying.Outbox outbox = (id, subscription, json) -> {
            if (outboxFails) {
                return Uni.createFrom().failure(new StoreAway(new IllegalStateException("gone")));
            }
            taken.add(id);
            return Uni.createFrom().item(true);
        };
        return new Notifying(book, outbox, noticed -> "{}", new SecureRandom(), () -> NOW, events::add);
    }

    private static Subscription subscription(String id) {
        return new Subscription(id, "a", URI.create("https://example.org/"), "whsec_", NOW);
    }

    private static final class Book implements SubscriptionBook {
        private final List<Subscription> subscriptions = new ArrayList<>();
        private final Set<String> told = new HashSet<>();

        @Override
        public Uni<List<Subscription>> all() {
            return Uni.createFrom().item(subscriptions);
        }

        @Override
        public Uni<Optional<Subscription>> find(String id) {
            return Uni.createFrom().item(Optional.empty());
        }

        @Override
        public Uni<List<Subscription>> of(String place) {
            return Uni.createFrom().item(subscriptions);
        }

        @Override
        public Uni<Boolean> add(Subscription subscription, int most) {
            return Uni.createFrom().item(true);
        }

        @Override
        public Uni<Boolean> remove(String id) {
            return Uni.createFrom().item(true);
        }

        @Override
        public Uni<Boolean> wasTold(String id, String news) {
            return Uni.createFrom().item(told.contains(id + news));
        }

        @Override
        public Uni<Void> told(String id, String news) {
            told.add(id + news);
            return Uni.createFrom().voidItem();
        }
    }
}
