package dev.catchwater.fairlead.caching;

import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.ResponseBody;
import dev.catchwater.fairlead.cache.CacheRequest;
import dev.catchwater.fairlead.cache.CacheRules;
import dev.catchwater.fairlead.cache.Combining;
import dev.catchwater.fairlead.cache.Invalidation;
import dev.catchwater.fairlead.cache.OriginResponse;
import dev.catchwater.fairlead.cache.PrimaryKey;
import dev.catchwater.fairlead.cache.StoredResponse;
import dev.catchwater.fairlead.cache.Storing;
import dev.catchwater.fairlead.cache.Validation;
import dev.catchwater.fairlead.store.Content;
import dev.catchwater.fairlead.store.Gathering;
import dev.catchwater.fairlead.store.ResponseStore;
import dev.catchwater.fairlead.store.StoredEntry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/** What a call puts into the store. */
final class Intake {
    /** Bytes of an answer that are held for those who come while it does; nobody waits for a longer one. */
    private static final long MAX_HELD = 32L << 20;

    private final CachingStage.Surroundings around;
    private final CacheRequest asked;
    private final PrimaryKey key;
    private final boolean coded;

    /**
     * For one call.
     *
     * @param coded whether nobody undoes codings anyway, and whoever reads what is stored knows what to do with them
     */
    Intake(CachingStage.Surroundings around, CacheRequest asked, PrimaryKey key, boolean coded) {
        this.around = around;
        this.asked = asked;
        this.key = key;
        this.coded = coded;
    }

    private ResponseStore store() {
        return around.policy().store();
    }

    private Instant now() {
        return around.timers().instant();
    }

    long maxBytes() {
        return store().maxEntryBytes();
    }

    /** What is to be stored of an answer, if anything: as it comes, or with what is held of the same representation. */
    Optional<Plan> plan(OriginResponse came, List<StoredEntry> found) {
        CacheRules rules = around.rules();
        if (staysCoded(came)) {
            return Optional.empty();
        }
        if (came.status() == 206) {
            for (StoredEntry entry : found) {
                Optional<Combining> combined = rules.combine(asked, entry.response(), came);
                if (combined.isPresent()) {
                    return Optional.of(Plan.of(combined.get(), entry.content())).filter(this::fits);
                }
            }
        }
        return rules.storing(asked, came) instanceof Storing.Store(StoredResponse stored) && isShort(came)
                ? Optional.of(Plan.of(stored)).filter(this::fits)
                : Optional.empty();
    }

    /** Bytes of a coding that nobody undoes, since a range was asked for: whoever wants the whole wants it decoded. */
    private boolean staysCoded(OriginResponse came) {
        return !coded
                && came.headers().contains("Content-Encoding")
                && (came.status() == 206
                        || (asked.headers().contains("Range")
                                && !asked.headers().contains("Accept-Encoding")));
    }

    /** The same for an answer that broke off. */
    Optional<Plan> planOfCut(OriginResponse came, long received, List<StoredEntry> found) {
        return around.rules().incomplete(came, received).flatMap(cut -> plan(cut, found));
    }

    private boolean fits(Plan plan) {
        return plan.heldBytes() + plan.expected().orElse(0L) <= maxBytes();
    }

    private boolean isShort(OriginResponse came) {
        return came.headers()
                .first("Content-Length")
                .filter(told -> told.length() > 18 || Long.parseLong("0" + told.replaceAll("\\D", "")) > maxBytes())
                .isEmpty();
    }

    /** The answer, which is stored as its reader reads it. */
    Response record(Response response, Plan plan, OriginResponse came, List<StoredEntry> found, Lead lead) {
        Response recorded = new Recorder(this, plan, came, found, lead).record(response);
        boolean shared = lead.isStreamed() && plan.held().isEmpty() && came.status() != 206;
        if (shared && plan.expected().orElse(0L) > MAX_HELD) {
            lead.notStored(); // each reads its own: whoever fell behind by that much would lose the rest
            return recorded;
        }
        return shared && !response.body().isEmpty() ? shared(recorded, plan, lead) : recorded;
    }

    /** For all who wait for it; whoever leads is the first reader. */
    private Response shared(Response recorded, Plan plan, Lead lead) {
        Board board = new Board(plan.head(), recorded.body(), Math.min(maxBytes(), MAX_HELD), around.timers());
        Optional<ResponseBody> mine = board.body(around.here().get());
        lead.began(board);
        board.begin();
        return recorded.withBody(mine.orElseThrow());
    }

    Uni<Boolean> put(StoredResponse head, Multi<Buffer> content) {
        return store().put(key, head, content, keepUntil(head), now());
    }

    Uni<Boolean> put(StoredResponse head, Content content) {
        return store().put(key, head, content, keepUntil(head), now());
    }

    /** For what comes of a plan. */
    Gathering gathering(Plan plan) {
        return store().gathering(room(plan), plan.expected());
    }

    /** How many bytes may come. */
    long room(Plan plan) {
        return maxBytes() - plan.heldBytes();
    }

    /** Where whoever reads an answer hears of it. */
    Executor here() {
        return around.here().get();
    }

    Uni<Boolean> touch(StoredResponse before, StoredResponse after) {
        return store().touch(key, before, after, keepUntil(after), now());
    }

    /** What a validation left of a stored response; whether it is stored now. */
    Uni<Boolean> confirm(StoredResponse before, Validation.Confirmed confirmed) {
        return switch (confirmed.keeping()) {
            case UPDATED -> touch(before, confirmed.updated());
            case UNCHANGED -> Uni.createFrom().item(false);
            case REMOVED -> store().remove(key, now()).replaceWith(false);
        };
    }

    /** RFC 9111 §4.3.5. */
    Uni<Void> freshen(OriginResponse head, List<StoredEntry> found) {
        List<Uni<Void>> steps = new ArrayList<>();
        for (StoredEntry entry : found) {
            StoredResponse after = around.rules().freshened(asked, entry.response(), head);
            if (!after.equals(entry.response())) {
                steps.add(touch(entry.response(), after).replaceWithVoid());
            }
        }
        return each(steps);
    }

    /** Marks all that the answer makes invalid (RFC 9111 §4.4). */
    Uni<Void> invalidate(Invalidation invalid) {
        Instant now = now();
        List<Uni<Void>> marks = new ArrayList<>();
        if (!invalid.groups().isEmpty()) {
            marks.add(Uni.createFrom().deferred(() -> store().invalidateGroups(key.origin(), invalid.groups(), now)));
        }
        for (PrimaryKey target : invalid.keys()) {
            marks.add(Uni.createFrom().deferred(() -> store().invalidate(target, now)));
        }
        return each(marks);
    }

    /** All of them, at once: what fails or never ends costs no other. */
    private static Uni<Void> each(List<Uni<Void>> steps) {
        return steps.isEmpty()
                ? Uni.createFrom().voidItem()
                : Uni.join().all(steps).andCollectFailures().replaceWithVoid();
    }

    private Instant keepUntil(StoredResponse stored) {
        Duration useful = around.rules().usable(stored, now());
        Duration longer = stored.hasValidator() ? around.policy().keepStale() : Duration.ZERO;
        return now().plus(useful).plus(longer);
    }
}
