package dev.catchwater.sandbox;

import dev.catchwater.sandbox.judge.Budgets;
import dev.catchwater.sandbox.judge.LogEntry;
import dev.catchwater.sandbox.judge.Realm;
import dev.catchwater.sandbox.judge.RequestLog;
import dev.catchwater.sandbox.judge.Upstream;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** What the judge knows, as JSON. */
final class Report {

    private Report() {}

    static JsonObject upstreams(Universe universe, Courtroom court) {
        var all = new JsonArray();
        for (Realm realm : universe.realms()) {
            realm.upstreams()
                    .forEach(upstream -> all.add(upstream(upstream, court.log().totals(upstream.name()))));
        }
        return new JsonObject().put("upstreams", all);
    }

    private static JsonObject upstream(Upstream upstream, RequestLog.Totals totals) {
        var statuses = new JsonObject();
        totals.byStatus().forEach((status, count) -> statuses.put(status.toString(), count));
        return new JsonObject()
                .put("name", upstream.name())
                .put("title", upstream.title())
                .put("paths", new JsonArray(upstream.paths()))
                .put("items", upstream.items())
                .put("streams", upstream.streams())
                .put("requests", totals.requests())
                .put("statuses", statuses);
    }

    static JsonObject budgets(Courtroom court) {
        var accounts = new JsonArray();
        long requests = 0;
        long rejections = 0;
        long over = 0;
        for (Budgets.Account account : court.budgets().accounts()) {
            requests += account.requests();
            rejections += account.rejections();
            over += account.overSliding();
            accounts.add(account(account));
        }
        return new JsonObject()
                .put("requests", requests)
                .put("rejections", rejections)
                .put("overSliding", over)
                .put("accounts", accounts);
    }

    private static JsonObject account(Budgets.Account account) {
        return new JsonObject()
                .put("upstream", account.upstream())
                .put("budget", account.allowance().name())
                .put("limit", account.allowance().limit())
                .put("period", account.allowance().period().toString())
                .put("subject", account.subject())
                .put("requests", account.requests())
                .put("rejections", account.rejections())
                .put("overSliding", account.overSliding())
                .put("peak", account.peak());
    }

    static JsonObject entry(LogEntry entry) {
        return new JsonObject()
                .put("seq", entry.seq())
                .put("at", entry.at().toString())
                .put("upstream", entry.upstream())
                .put("method", entry.method())
                .put("path", entry.path())
                .put("auth", entry.auth())
                .put("status", entry.status())
                .put("fault", entry.fault());
    }
}
