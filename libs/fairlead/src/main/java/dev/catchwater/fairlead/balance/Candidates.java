package dev.catchwater.fairlead.balance;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Who may be asked: of the first tier that has enough available members, those that are and that the call has not been
 * sent to yet. A tier is a priority, and in it the preferred zone before the others.
 */
final class Candidates {
    private final List<Member> all;
    private final List<List<Member>> tiers;
    private final double panic;

    Candidates(List<Member> all, String zone, double panic) {
        this.all = List.copyOf(all);
        this.panic = panic;
        SortedMap<Integer, List<Member>> byTier = new TreeMap<>();
        for (Member member : all) {
            boolean elsewhere =
                    !zone.isEmpty() && !zone.equals(member.endpoint().zone());
            int tier = 2 * member.endpoint().priority() + (elsewhere ? 1 : 0);
            byTier.computeIfAbsent(tier, none -> new ArrayList<>()).add(member);
        }
        this.tiers = List.copyOf(byTier.values());
    }

    List<Member> all() {
        return all;
    }

    /** Never empty if there are members at all: a call that was sent to all of them starts over. */
    List<Member> of(@Nullable Tried tried) {
        List<Member> wanted = wanted();
        if (tried == null) {
            return wanted;
        }
        List<Member> untried = only(wanted, member -> !tried.holds(member));
        if (untried.isEmpty()) {
            untried = only(all, member -> member.isAvailable() && !tried.holds(member));
        }
        return untried.isEmpty() ? wanted : untried;
    }

    private List<Member> wanted() {
        List<Member> available = only(all, Member::isAvailable);
        if (available.isEmpty() || available.size() < panic * all.size()) {
            return all;
        }
        for (List<Member> tier : tiers) {
            List<Member> its = tiers.size() == 1 ? available : only(tier, Member::isAvailable);
            if (!its.isEmpty() && its.size() >= panic * tier.size()) {
                return its;
            }
        }
        return available;
    }

    /** The list itself if all of it is meant, as it is almost always. */
    private static List<Member> only(List<Member> members, Predicate<Member> wanted) {
        List<Member> some = null;
        for (int i = 0; i < members.size(); i++) {
            Member member = members.get(i);
            boolean in = wanted.test(member);
            if (some == null && !in) {
                some = new ArrayList<>(members.subList(0, i));
            } else if (some != null && in) {
                some.add(member);
            }
        }
        return some == null ? members : some;
    }
}
