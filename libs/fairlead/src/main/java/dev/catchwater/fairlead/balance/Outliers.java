package dev.catchwater.fairlead.balance;

import dev.catchwater.fairlead.verdict.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Envoy's outlier detection, without a timer: whoever enters or ends looks first whether an interval or an ejection is
 * over. Under the pool's lock.
 */
final class Outliers {
    private final Ejection policy;
    private final BiConsumer<Member, String> observer;
    private long swept;

    /**
     * Nobody is ejected yet.
     *
     * @param observer hears who was ejected or came back, and why
     */
    Outliers(Ejection policy, long now, BiConsumer<Member, String> observer) {
        this.policy = policy;
        this.swept = now;
        this.observer = observer;
    }

    /** Brings back those whose time is over and, at the end of an interval, ejects those whose rate is too low. */
    void look(List<Member> all, long now) {
        for (Member member : all) {
            if (member.ejected && now - member.ejectedUntil >= 0) {
                member.ejected = false;
                member.isBack(now);
                observer.accept(member, "its time is over");
            }
        }
        long interval = policy.successRate().interval().toNanos();
        if (now - swept >= interval) {
            long intervals = (now - swept) / interval;
            swept += intervals * interval;
            for (Member member : all) {
                if (!member.ejected) {
                    member.ejections = (int) Math.max(0, member.ejections - intervals);
                }
            }
            compareRates(all, now);
            all.forEach(Member::forgetRate);
        }
    }

    /**
     * Counts how an attempt ended.
     *
     * @param began when it was sent
     */
    void settle(Member member, Verdict verdict, long began, List<Member> all, long now) {
        if (verdict == Verdict.NEUTRAL || member.ejected || began - member.countsFrom < 0) {
            return;
        }
        member.calls++;
        if (verdict == Verdict.SUCCESS) {
            member.inARow = 0;
            return;
        }
        member.failures++;
        member.inARow++;
        if (policy.inARow() > 0 && member.inARow >= policy.inARow()) {
            eject(member, all, now, "failures in a row");
        }
    }

    private void compareRates(List<Member> all, long now) {
        Ejection.SuccessRate rule = policy.successRate();
        List<Member> compared = all.stream()
                .filter(member -> !member.ejected && member.calls >= rule.minimumCalls())
                .toList();
        if (rule.minimumHosts() == 0 || compared.size() < rule.minimumHosts()) {
            return;
        }
        double mean = compared.stream().mapToDouble(Outliers::rate).average().orElse(1);
        double variance = compared.stream()
                .mapToDouble(member -> (rate(member) - mean) * (rate(member) - mean))
                .average()
                .orElse(0);
        double least = mean - rule.deviations() * Math.sqrt(variance);
        compared.stream()
                .filter(member -> rate(member) < least)
                .sorted(Comparator.comparingDouble(Outliers::rate))
                .forEach(member -> eject(member, all, now, "success rate"));
    }

    private static double rate(Member member) {
        return 1 - (double) member.failures / member.calls;
    }

    private void eject(Member member, List<Member> all, long now, String reason) {
        long ejected = all.stream().filter(other -> other.ejected).count();
        boolean another = all.stream().anyMatch(other -> !other.equals(member) && other.isAvailable());
        if (!another || ejected + 1 > Math.max(1, (long) (policy.maxShare() * all.size()))) {
            return;
        }
        member.ejections++;
        member.ejected = true;
        member.ejectedUntil = now + policy.time(member.ejections).toNanos();
        observer.accept(member, reason);
    }
}
