package dev.catchwater.fairlead.balance;

import dev.catchwater.fairlead.EndpointState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * An endpoint as it was when it was looked at.
 *
 * @param origin the logical origin it answers for
 * @param endpoint its address and port
 * @param zone where it stands; empty: nobody said
 * @param priority lower ones are asked first
 * @param weight its share, slow start included
 * @param state whether it is asked
 * @param until when an ejected one is asked again
 * @param inFlight attempts that were sent to it and have not ended
 * @param latency what it is judged by: of heads, peaks remembered; zero: not known
 */
public record EndpointView(
        String origin,
        String endpoint,
        String zone,
        int priority,
        double weight,
        EndpointState state,
        Optional<Instant> until,
        int inFlight,
        Duration latency) {
    static EndpointView of(String origin, Member member, long now, Instant wall) {
        long left = member.ejectedUntil - now;
        boolean ejected = member.ejected && left > 0;
        EndpointState state = member.ejected && !ejected && member.healthy ? EndpointState.AVAILABLE : member.state();
        return new EndpointView(
                origin,
                member.authority(),
                member.endpoint().zone(),
                member.endpoint().priority(),
                member.weight(now),
                state,
                ejected ? Optional.of(wall.plusNanos(left)) : Optional.empty(),
                member.inFlight,
                Duration.ofNanos((long) member.latency.at(now)));
    }
}
