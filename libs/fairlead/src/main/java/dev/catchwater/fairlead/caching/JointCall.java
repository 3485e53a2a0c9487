package dev.catchwater.fairlead.caching;

import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.cache.CacheRules;
import dev.catchwater.fairlead.cache.StoredResponse;
import dev.catchwater.fairlead.cache.Verdict;
import dev.catchwater.fairlead.store.SharedFlights;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Lets one of several equal requests go on (RFC 9111 §4); the others wait for its answer. */
final class JointCall {
    private final CachedCall call;
    private final CachingStage.Surroundings around;

    JointCall(CachedCall call, CachingStage.Surroundings around) {
        this.call = call;
        this.around = around;
    }

    /**
     * The answer, when it is this request's turn.
     *
     * @param own what it does itself, if that is to go out
     * @param failed what becomes of it if the origin failed another who asked for it
     */
    Uni<Response> join(Function<Lead, Uni<Response>> own, Function<Throwable, Uni<Response>> failed) {
        Flights.Called called =
                new Flights.Called(call.key().value(), around.policy().store().generation());
        return around.flights().join(called, call.here()).flatMap(turn -> switch (turn) {
            case Turn.Leads leads -> board(Lead.of(around.flights(), leads), leads.leader() > 1 ? call::again : own);
            case Turn.Joins(Board board) ->
                joined(board).map(answer -> Uni.createFrom().item(answer)).orElseGet(() -> own.apply(Lead.NOBODY));
            case Turn.Stored stored -> call.again(Lead.NOBODY);
            case Turn.Alone alone -> own.apply(Lead.of(around.flights(), alone));
            case Turn.Fails(Throwable why) -> failed.apply(why);
        });
    }

    /** The answer that comes, if it is one to this request, too, and it is not too late for it. */
    private Optional<Response> joined(Board board) {
        CacheRules rules = around.rules();
        StoredResponse head = board.head();
        boolean fits = rules.decide(call.asked(), List.of(head), call.now()) instanceof Verdict.Fresh;
        return fits ? board.body(call.here()).map(body -> call.collapsed(head, body)) : Optional.empty();
    }

    /** Leads here, and asks whether another process does already. */
    private Uni<Response> board(Lead lead, Function<Lead, Uni<Response>> own) {
        SharedFlights shared = around.policy().flights();
        if (shared.equals(SharedFlights.NONE)) {
            return led(lead, own);
        }
        return shared.board(call.key().value(), around.policy().collapse().maxWait())
                .invoke(boarding -> {
                    if (boarding instanceof SharedFlights.Boarding.Lead leads) {
                        lead.alsoLeads(leads.flight());
                    }
                })
                .emitOn(call.here())
                .onCancellation()
                .invoke(lead::handOver)
                .flatMap(boarding -> switch (boarding) {
                    // Where it is not to be found all the same, this one fetches for those who wait here.
                    case SharedFlights.Boarding.Stored stored -> led(lead, call::again);
                    case SharedFlights.Boarding.Lead leads -> led(lead, leads.again() ? call::again : own);
                    case SharedFlights.Boarding.Alone alone -> led(lead, own);
                });
    }

    private static Uni<Response> led(Lead lead, Function<Lead, Uni<Response>> own) {
        return own.apply(lead)
                .onCancellation()
                .invoke(lead::handOver)
                .onFailure()
                .invoke(lead::failed);
    }
}
