package dev.catchwater.fairlead.balance;

import dev.catchwater.fairlead.Request;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Weighted rendezvous hashing with bounded loads (Mirrokni, Thorup, Zadimoghaddam 2016): a key goes to the first in its
 * own order that has room. The bounds sum up to more than what is in flight, so that somebody always has.
 */
final class Meeting implements Picker {
    private final Picking.Rendezvous policy;
    private final RandomGenerator random;

    Meeting(Picking.Rendezvous policy, RandomGenerator random) {
        this.policy = policy;
        this.random = random;
    }

    @Override
    public Member pick(List<Member> candidates, Request request, long now) {
        String key = policy.key().apply(request);
        long hash = key.isEmpty() ? random.nextLong() : Hash.of(key);
        double weights = 0;
        long inFlight = 1;
        for (Member member : candidates) {
            weights += member.weight(now);
            inFlight += member.inFlight;
        }
        Member first = candidates.getFirst();
        double best = -1;
        for (Member member : candidates) {
            double weight = member.weight(now);
            double bound = Math.ceil(policy.bound() * inFlight * weight / weights);
            double score = -weight / Math.log(Hash.unit(Hash.mix(hash ^ member.hash())));
            if (member.inFlight + 1 <= bound && score > best) {
                best = score;
                first = member;
            }
        }
        return first;
    }
}
