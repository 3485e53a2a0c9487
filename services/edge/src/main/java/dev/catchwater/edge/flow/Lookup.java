package dev.catchwater.edge.flow;

import dev.catchwater.edge.FileContent;
import dev.catchwater.edge.Served;
import dev.catchwater.edge.Slab;
import dev.catchwater.edge.flow.Presenting.Presented;
import dev.catchwater.edge.flow.hit.Hits;
import dev.catchwater.edge.flow.hit.Ordinary;
import dev.catchwater.edge.flow.hit.Plain;
import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.Method;
import dev.catchwater.fairlead.cache.CacheRequest;
import dev.catchwater.fairlead.cache.CacheRules;
import dev.catchwater.fairlead.cache.CacheStatus;
import dev.catchwater.fairlead.cache.Delivery;
import dev.catchwater.fairlead.cache.Extent;
import dev.catchwater.fairlead.cache.PrimaryKey;
import dev.catchwater.fairlead.cache.StoredResponse;
import dev.catchwater.fairlead.cache.Verdict;
import dev.catchwater.fairlead.store.Content;
import dev.catchwater.fairlead.store.StoredEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Key, lookup and hit: what lies in memory and is fresh is answered with at once, without a client, a timer or a thread.
 * Everything else is for the client, which looks again.
 */
final class Lookup {
    private final Plant plant;
    private final Pass pass;
    private final Hits hits;

    Lookup(Plant plant, Pass pass, Hits hits) {
        this.plant = plant;
        this.pass = pass;
        this.hits = hits;
    }

    /** What lay in memory under a key at a moment. */
    private record Found(PrimaryKey key, List<StoredEntry> entries, Instant now) {}

    void look(Visit visit, Visit.Asked asked) {
        visit.otherwise(() -> pass.send(visit, asked, Optional.empty()));
        if (!asked.isRead() || asked.lane().route().bypasses(asked.fields()) || !isHit(visit, asked)) {
            pass.send(visit, asked, Optional.empty());
        }
    }

    private boolean isHit(Visit visit, Visit.Asked asked) {
        Instant now = plant.clock().instant();
        PrimaryKey key = asked.key();
        Found found = new Found(key, plant.shelf().inMemory(key, now), now);
        if (found.entries().isEmpty()) {
            return false;
        }
        CacheRules rules = asked.lane().rules();
        CacheRequest request = asked.forCache();
        return rules.decide(request, responses(found.entries()), now) instanceof Verdict.Fresh hit
                && isDelivered(visit, rules.deliver(request, hit.stored(), now), hit, found);
    }

    private static List<StoredResponse> responses(List<StoredEntry> found) {
        if (found.size() == 1) {
            return List.of(found.getFirst().response());
        }
        List<StoredResponse> responses = new ArrayList<>(found.size());
        found.forEach(entry -> responses.add(entry.response()));
        return responses;
    }

    @SuppressWarnings("ReferenceEquality") // one of those that were handed in
    private static StoredEntry entry(List<StoredEntry> found, StoredResponse stored) {
        for (StoredEntry entry : found) {
            if (entry.response() == stored) {
                return entry;
            }
        }
        throw new IllegalArgumentException("none of what was found");
    }

    private boolean isDelivered(Visit visit, Delivery delivery, Verdict.Fresh hit, Found found) {
        StoredEntry entry = entry(found.entries(), hit.stored());
        CacheStatus status = CacheStatus.hit(plant.knobs().node()).withTtl(hit.remaining());
        boolean all = hit.stored().extent() instanceof Extent.Whole;
        Presented presented =
                Presenting.of(visit, delivery.status(), status.addTo(delivery.headers()), entry.content(), all);
        Headers fields = presented.fields();
        if (presented.form().isPresent()) {
            return isCoded(visit, presented.form().get(), fields, status);
        }
        return switch (delivery.content()) {
            case Delivery.Content.None none -> {
                Deliver.head(visit, delivery.status(), fields, Served.How.HIT, status.serialize());
                Deliver.end(visit);
                yield true;
            }
            case Delivery.Content.Bytes bytes ->
                isSent(visit, new Told(delivery.status(), fields, status.serialize()), bytes, hit, found);
            // Rare, and made of many pieces: the client has a way to do it.
            case Delivery.Content.Parts parts -> false;
        };
    }

    /** A head, but for the length of what follows. */
    private record Told(int status, Headers fields, String member) {}

    private boolean isSent(Visit visit, Told head, Delivery.Content.Bytes bytes, Verdict.Fresh hit, Found found) {
        Content content = entry(found.entries(), hit.stored()).content();
        long length = bytes.length() == Extent.UNKNOWN ? content.length() - bytes.offset() : bytes.length();
        Headers whole = sized(head.fields(), length);
        Runnable sendsHead = () -> Deliver.head(visit, head.status(), whole, Served.How.HIT, head.member());
        boolean begun = isBegun(visit, content, bytes.offset(), length, sendsHead);
        if (begun && bytes.offset() == 0 && bytes.length() == length) {
            learn(visit, found, hit, whole, length);
        }
        return begun;
    }

    /** Bytes as they lie there: from memory at once, from a file as it can be read. */
    private static boolean isBegun(Visit visit, Content content, long offset, long length, Runnable head) {
        return switch (content) {
            case FileContent file -> {
                Sending.begin(visit, file, offset, length, head);
                yield true;
            }
            case Slab slab -> new Pouring(visit, slab, offset, length).begin(head);
            default -> false;
        };
    }

    private static Headers sized(Headers fields, long length) {
        return fields.contains("Content-Length") ? fields : fields.plus("Content-Length", Long.toString(length));
    }

    /** All of it, in a coding. */
    private static boolean isCoded(Visit visit, Slab form, Headers fields, CacheStatus status) {
        Runnable head = () -> Deliver.head(visit, 200, fields, Served.How.HIT, status.serialize());
        if (visit.asked().method().equals(Method.GET)) {
            return new Pouring(visit, form, 0, form.length()).begin(head);
        }
        head.run();
        Deliver.end(visit);
        return true;
    }

    /** What a plain request got, others that are like it may get by the shortcut. */
    private void learn(Visit visit, Found found, Verdict.Fresh hit, Headers fields, long length) {
        Plain plain = visit.plain();
        if (plain != null) {
            hits.learn(
                    plain,
                    new Ordinary(
                            visit.request().uri(),
                            visit.host(),
                            visit.path(),
                            visit.lane(),
                            found.key(),
                            found.entries(),
                            hit,
                            fields,
                            length,
                            found.now()));
        }
    }
}
