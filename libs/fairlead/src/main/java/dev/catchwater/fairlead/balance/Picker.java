package dev.catchwater.fairlead.balance;

import dev.catchwater.fairlead.Request;
import java.util.List;
import java.util.random.RandomGenerator;

/** Picks one of those that may be asked. Under the pool's lock. */
@FunctionalInterface
interface Picker {
    /**
     * One of them.
     *
     * @param candidates at least one
     */
    Member pick(List<Member> candidates, Request request, long now);

    static Picker of(Picking picking, RandomGenerator random) {
        return switch (picking) {
            case Picking.RoundRobin inTurn -> Picker::inTurn;
            case Picking.AtRandom chance -> (candidates, request, now) -> byChance(candidates, now, random);
            case Picking.LeastRequests least -> (candidates, request, now) -> leastLoaded(candidates, now, random);
            case Picking.PeakEwma ewma -> (candidates, request, now) -> betterOfTwo(candidates, now, random);
            case Picking.Rendezvous rendezvous -> new Meeting(rendezvous, random);
        };
    }

    /** As nginx does: all gain their weight, the one most in arrears goes and pays for all. */
    private static Member inTurn(List<Member> candidates, Request request, long now) {
        Member first = candidates.getFirst();
        double sum = 0;
        for (Member member : candidates) {
            double weight = member.weight(now);
            sum += weight;
            member.arrears += weight;
            if (member.arrears > first.arrears) {
                first = member;
            }
        }
        first.arrears -= sum;
        return first;
    }

    private static Member byChance(List<Member> candidates, long now, RandomGenerator random) {
        double sum = 0;
        for (Member member : candidates) {
            sum += member.weight(now);
        }
        double at = random.nextDouble() * sum;
        for (Member member : candidates) {
            at -= member.weight(now);
            if (at < 0) {
                return member;
            }
        }
        return candidates.getLast(); // rounding may leave a little
    }

    private static Member leastLoaded(List<Member> candidates, long now, RandomGenerator random) {
        Member least = candidates.getFirst();
        double load = Double.POSITIVE_INFINITY;
        int equals = 0;
        for (Member member : candidates) {
            double its = (member.inFlight + 1) / member.weight(now);
            if (its < load) {
                load = its;
                equals = 1;
                least = member;
            } else if (its == load && random.nextInt(++equals) == 0) {
                least = member;
            }
        }
        return least;
    }

    private static Member betterOfTwo(List<Member> candidates, long now, RandomGenerator random) {
        int size = candidates.size();
        if (size == 1) {
            return candidates.getFirst();
        }
        int first = random.nextInt(size);
        int second = random.nextInt(size - 1);
        Member one = candidates.get(first);
        Member other = candidates.get(second < first ? second : second + 1);
        return cost(one, now) <= cost(other, now) ? one : other;
    }

    private static double cost(Member member, long now) {
        return member.latency.load(member.inFlight, now) / member.weight(now);
    }
}
