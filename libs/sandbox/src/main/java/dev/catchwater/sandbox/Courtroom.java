package dev.catchwater.sandbox;

import dev.catchwater.sandbox.judge.Budgets;
import dev.catchwater.sandbox.judge.Faults;
import dev.catchwater.sandbox.judge.Realm;
import dev.catchwater.sandbox.judge.RequestLog;
import dev.catchwater.sandbox.judge.Upstream;
import java.util.List;
import java.util.SplittableRandom;

/** The judge's things, all on the wire's clock. */
record Courtroom(RequestLog log, Budgets budgets, Faults faults) {

    static Courtroom over(SandboxOptions options, Budgets budgets, List<Realm> realms) {
        var log = new RequestLog();
        for (Realm realm : realms) {
            for (Upstream upstream : realm.upstreams()) {
                log.open(upstream.name());
            }
        }
        var faults = new Faults(
                options.clock(),
                new SplittableRandom(options.seed()),
                prefix -> realms.stream()
                        .mapToInt(realm -> realm.dropStreams(prefix))
                        .sum());
        return new Courtroom(log, budgets, faults);
    }
}
