package dev.catchwater.fairlead.balance;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** The rules of ejection on a page, over logs instead of counters: what the pool is held to. */
final class PlainOutliers {
    record Ended(long at, boolean success) {}

    static final class Host {
        final List<Ended> log = new ArrayList<>();
        final TreeMap<Long, Long> ejections = new TreeMap<>();
        long backAt = Long.MIN_VALUE;
        long until = Long.MIN_VALUE;
        int multiplier;

        boolean isEjected(long now) {
            return now < until;
        }

        List<Ended> since(long from) {
            return log.stream().filter(ended -> ended.at >= from).toList();
        }
    }

    final List<Host> hosts = new ArrayList<>();
    private final Ejection policy;
    private final long interval;
    private long swept;

    PlainOutliers(Ejection policy, int count) {
        this.policy = policy;
        this.interval = policy.successRate().interval().toNanos();
        for (int i = 0; i < count; i++) {
            hosts.add(new Host());
        }
    }

    void look(long now) {
        for (Host host : hosts) {
            if (host.until != Long.MIN_VALUE && now >= host.until) {
                host.until = Long.MIN_VALUE;
                host.backAt = now;
                host.log.clear();
            }
        }
        if (now - swept < interval) {
            return;
        }
        long from = swept;
        while (now - swept >= interval) {
            swept += interval;
            hosts.stream()
                    .filter(host -> !host.isEjected(now))
                    .forEach(host -> host.multiplier = Math.max(0, host.multiplier - 1));
        }
        compare(from, now);
        hosts.forEach(host -> host.log.replaceAll(ended -> ended.at == Long.MIN_VALUE ? ended : counted(ended)));
    }

    /** What was compared once still counts for rows, but for no other rate. */
    private static Ended counted(Ended ended) {
        return new Ended(Long.MIN_VALUE, ended.success);
    }

    private void compare(long from, long now) {
        Ejection.SuccessRate rule = policy.successRate();
        List<Host> compared = hosts.stream()
                .filter(host -> !host.isEjected(now) && host.since(from).size() >= rule.minimumCalls())
                .toList();
        if (rule.minimumHosts() == 0 || compared.size() < rule.minimumHosts()) {
            return;
        }
        double sum = 0;
        double squares = 0;
        for (Host host : compared) {
            sum += rate(host, from);
            squares += rate(host, from) * rate(host, from);
        }
        double mean = sum / compared.size();
        double deviation = Math.sqrt(Math.max(0, squares / compared.size() - mean * mean));
        compared.stream()
                .sorted((one, other) -> Double.compare(rate(one, from), rate(other, from)))
                // Sums of squares round otherwise than squares of differences.
                .filter(host -> rate(host, from) < mean - rule.deviations() * deviation - 1e-9)
                .forEach(host -> eject(host, now));
    }

    private static double rate(Host host, long from) {
        List<Ended> counted = host.since(from);
        return (double) counted.stream().filter(Ended::success).count() / counted.size();
    }

    void ended(Host host, boolean success, long began, long now) {
        if (host.isEjected(now) || began < host.backAt) {
            return;
        }
        host.log.add(new Ended(now, success));
        List<Ended> log = host.log;
        int row = 0;
        while (row < log.size() && !log.get(log.size() - 1 - row).success) {
            row++;
        }
        if (policy.inARow() > 0 && row >= policy.inARow()) {
            eject(host, now);
        }
    }

    private void eject(Host host, long now) {
        long ejected = hosts.stream().filter(other -> other.isEjected(now)).count();
        if (ejected + 1 >= hosts.size() || ejected + 1 > Math.max(1, Math.floor(policy.maxShare() * hosts.size()))) {
            return;
        }
        host.multiplier++;
        host.until = now + Math.min(policy.max().toNanos(), policy.base().toNanos() * host.multiplier);
    }
}
