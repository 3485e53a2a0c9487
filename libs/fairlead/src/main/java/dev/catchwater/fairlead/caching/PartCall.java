package dev.catchwater.fairlead.caching;

import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.HttpException;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.ResponseBody;
import dev.catchwater.fairlead.cache.CacheStatus;
import dev.catchwater.fairlead.cache.Combining;
import dev.catchwater.fairlead.cache.Extent;
import dev.catchwater.fairlead.cache.Forward;
import dev.catchwater.fairlead.cache.OriginResponse;
import dev.catchwater.fairlead.cache.StoredResponse;
import dev.catchwater.fairlead.cache.Validation;
import dev.catchwater.fairlead.cache.Verdict;
import dev.catchwater.fairlead.store.StoredEntry;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;

/** Calls to the origin for what is there only in part: the other bytes, or the word which variant is meant. */
final class PartCall {
    private final CachedCall call;
    private final CachingStage.Surroundings around;
    private final OriginCall origin;

    PartCall(CachedCall call, CachingStage.Surroundings around, OriginCall origin) {
        this.call = call;
        this.around = around;
        this.origin = origin;
    }

    /** Fetches what is missing of a stored part, and answers with all of it (RFC 9111 §3.4). */
    Uni<Response> complete(StoredEntry entry, List<StoredEntry> found, Headers conditions) {
        return origin.ask(conditions, found, (response, came) -> {
            if (came.status() == 206) {
                Optional<Combining> combined = around.rules()
                        .combine(call.asked(), entry.response(), came)
                        .filter(all -> all.response().extent() instanceof Extent.Whole);
                return combined.isPresent()
                        ? Uni.createFrom().item(() -> whole(response, entry, combined.get(), came, found))
                        : origin.anew(response, found, Forward.PARTIAL);
            }
            // Our range kept the decoding away: a coding that comes all the same is none that the reader asked for.
            return came.status() == 416 || came.headers().contains("Content-Encoding")
                    ? origin.anew(response, found, Forward.PARTIAL)
                    : origin.taken(response, came, found, Forward.PARTIAL);
        });
    }

    private Response whole(
            Response response, StoredEntry entry, Combining combined, OriginResponse came, List<StoredEntry> found) {
        Optional<Plan> kept = origin.intake().plan(came, List.of(entry));
        Response recorded = kept.isPresent() ? origin.recorded(response, kept.get(), came, found) : response;
        ResponseBody missing = recorded.body();
        CacheStatus status = CacheStatus.forwarded(call.name(), Forward.PARTIAL)
                .withForwardStatus(206)
                .withStored(kept.isPresent());
        StoredEntry all = new StoredEntry(
                combined.response(),
                new Completed(
                        Plan.of(combined, entry.content()), missing, call.key().origin()),
                entry.keepUntil());
        try {
            Response answer = call.deliver(all, status, Headers.none(), "completed");
            // However it ends, read or not: nobody else gives up what was never asked for.
            answer.body().onEnd(outcome -> missing.cancelUnread());
            return answer;
        } catch (HttpException tooLarge) {
            missing.cancelUnread();
            throw tooLarge;
        }
    }

    /** Asks which variant is meant; the one that is answers for this request from now on (RFC 9111 §4.3.4). */
    Uni<Response> negotiate(List<StoredEntry> found, Verdict.Negotiate ask) {
        return origin.ask(ask.conditions(), found, (response, came) -> {
            if (came.status() != 304) {
                return origin.taken(response, came, found, Forward.VARY_MISS);
            }
            Optional<StoredEntry> chosen =
                    around.rules().chosen(ask, came).map(stored -> CachedCall.entry(found, stored));
            return chosen.isPresent()
                            && around.rules()
                                            .validated(
                                                    call.asked(), chosen.get().response(), came)
                                    instanceof Validation.Confirmed confirmed
                    ? adopted(response, chosen.get(), confirmed, found)
                    : origin.anew(response, found, Forward.VARY_MISS);
        });
    }

    private Uni<Response> adopted(
            Response response, StoredEntry chosen, Validation.Confirmed confirmed, List<StoredEntry> found) {
        StoredResponse updated = confirmed.updated();
        StoredResponse itself = around.rules().besides(chosen.response(), updated);
        Uni<Boolean> stored = confirmed.keep()
                ? origin.intake()
                        .put(
                                updated.withBorn(Math.min(chosen.response().born(), updated.born())),
                                chosen.content().read())
                        .call(() -> origin.intake().touch(chosen.response(), itself))
                : origin.intake()
                        .confirm(chosen.response(), confirmed)
                        .onFailure()
                        .recoverWithItem(false);
        return stored.onItemOrFailure().transformToUni((kept, failure) -> {
            if (failure != null) {
                return origin.anew(response, found, Forward.VARY_MISS); // its content is not there any more
            }
            OriginCall.drop(response);
            return Uni.createFrom()
                    .item(() -> origin.confirmed(chosen, confirmed, Forward.VARY_MISS, kept))
                    .emitOn(call.here());
        });
    }
}
