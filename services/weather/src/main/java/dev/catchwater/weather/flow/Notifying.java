package dev.catchwater.weather.flow;

import dev.catchwater.jobs.webhook.WebhookEndpoint;
import dev.catchwater.jobs.webhook.WebhookSecret;
import dev.catchwater.weather.Subscription;
import dev.catchwater.weather.SubscriptionBook;
import dev.catchwater.weather.alert.Change;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Hands to the outbox what subscribers of a place are to be told, each piece of news once, restarts included: it is noted
 * after it was handed over, and its id is the same if it is handed over again.
 */
public final class Notifying {

    private static final int MOST = 1_000;

    private final SubscriptionBook book;
    private final Outbox outbox;
    private final Function<FlowEvent.Noticed, String> json;
    private final SecureRandom random;
    private final InstantSource clock;
    private final Consumer<FlowEvent> events;

    /**
     * Takes what is to be delivered, durably.
     *
     * @see Notifying
     */
    @FunctionalInterface
    public interface Outbox {

        /** Takes a message; one of the same id that still waits is enough. */
        Uni<Boolean> take(String id, String subscription, String json);
    }

    /** @param json the body of a message */
    public Notifying(
            SubscriptionBook book,
            Outbox outbox,
            Function<FlowEvent.Noticed, String> json,
            SecureRandom random,
            InstantSource clock,
            Consumer<FlowEvent> events) {
        this.book = book;
        this.outbox = outbox;
        this.json = json;
        this.random = random;
        this.clock = clock;
        this.events = events;
    }

    /** Tells the subscribers of the place. */
    public Uni<Void> notice(FlowEvent.Noticed noticed) {
        String news = news(noticed);
        return book.of(noticed.place())
                .onItem()
                .transformToMulti(subscriptions -> Multi.createFrom().iterable(subscriptions))
                .onItem()
                .transformToUniAndConcatenate(subscription -> tell(subscription, news, noticed))
                .collect()
                .last()
                .replaceWithVoid()
                .onFailure()
                .invoke(thrown -> events.accept(new FlowEvent.Fault("telling subscribers", thrown)))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> tell(Subscription subscription, String news, FlowEvent.Noticed noticed) {
        return book.wasTold(subscription.id(), news)
                .flatMap(before -> before
                        ? Uni.createFrom().voidItem()
                        : outbox.take(
                                        "msg_" + news.substring(0, 32) + "_" + subscription.id(),
                                        subscription.id(),
                                        json.apply(noticed))
                                .flatMap(taken -> book.told(subscription.id(), news)));
    }

    /** A warning is new once; it may be called off at a place and come back more than once, by messages of their own. */
    private static String said(FlowEvent.Noticed noticed) {
        return noticed.notice() == Change.Notice.NEW
                ? ""
                : noticed.warning().shown().key().identity();
    }

    /** The same for the same news, whichever process hears it and however often. */
    static String news(FlowEvent.Noticed noticed) {
        String text = String.join(
                "\n",
                noticed.place(),
                noticed.notice().name(),
                noticed.warning().id(),
                noticed.warning().severity().name(),
                said(noticed));
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /**
     * Subscribes.
     *
     * @return the subscription, with its new secret
     * @throws IllegalArgumentException if the address is none that a webhook can have
     */
    public Uni<Subscription> subscribe(String place, URI address) {
        WebhookSecret secret = WebhookSecret.random(random);
        WebhookEndpoint checked = new WebhookEndpoint(address, List.of(secret));
        byte[] id = new byte[12];
        random.nextBytes(id);
        Subscription subscription = new Subscription(
                "sub-" + HexFormat.of().formatHex(id), place, checked.address(), secret.reveal(), clock.instant());
        return book.add(subscription, MOST).map(added -> {
            if (!added) {
                throw new Full();
            }
            return subscription;
        });
    }

    /** All subscriptions, oldest first. */
    public Uni<List<Subscription>> all() {
        return book.all();
    }

    /** Ends one; false if there was none. */
    public Uni<Boolean> unsubscribe(String id) {
        return book.remove(id);
    }

    /** There are as many subscriptions as there may be. */
    public static final class Full extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Full() {
            super("There may be " + MOST + " subscriptions.", null, false, false);
        }
    }
}
