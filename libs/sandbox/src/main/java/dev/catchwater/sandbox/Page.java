package dev.catchwater.sandbox;

import dev.catchwater.sandbox.judge.Realm;
import dev.catchwater.sandbox.judge.Upstream;

/** The page at {@code /}: what there is, and what can be done to it. */
final class Page {

    private Page() {}

    static String html(Universe universe, String base) {
        var rows = new StringBuilder();
        for (Realm realm : universe.realms()) {
            for (Upstream upstream : realm.upstreams()) {
                rows.append("<tr><td>")
                        .append(upstream.name())
                        .append("<td>")
                        .append(upstream.title())
                        .append("<td>");
                upstream.paths().forEach(path -> rows.append("<a href=\"%s\">%1$s</a><br>".formatted(path)));
                rows.append("<td>").append(upstream.items()).append("\n");
            }
        }
        return """
                <!doctype html><html lang="en"><head><meta charset="utf-8"><title>Sandbox</title>
                <style>body{font:16px/1.5 system-ui;margin:2rem;max-width:70rem;color-scheme:light dark}
                td{vertical-align:top;padding:.1rem .8rem .1rem 0}pre{overflow:auto}</style></head>
                <body><h1>The pretend internet</h1><p>Its time is <time>%s</time>. Nothing here leaves this machine.</p>
                <table><thead><tr><th>upstream<th>what<th>paths<th>posts</thead><tbody>%s</tbody></table>
                <h2>Make things happen</h2><pre>%s</pre>
                <p><a href="/_sandbox/upstreams">upstreams</a> · <a href="/_sandbox/log">log</a> ·
                <a href="/_sandbox/budgets">budgets</a> · <a href="/_sandbox/faults">faults</a> ·
                <a href="/_sandbox/time">time</a> · <a href="/_sandbox/health">health</a></p></body></html>
                """.formatted(universe.clock().instant(), rows, commands(base));
    }

    private static String commands(String base) {
        return """
                curl -d '{"title":"Low water","text":"At six."}' BASE/_sandbox/feeds/gazette/items
                curl -d '{"author":"liam_quay","text":"Fog at the #harbour"}' BASE/_sandbox/mastodon/harbour/statuses
                curl -d '{"id":"ID","text":"Fog is gone"}' BASE/_sandbox/mastodon/harbour/edit      # delete, boost too
                curl -d '{"count":50}' BASE/_sandbox/mastodon/harbour/burst
                curl -d '{"advance":"PT1H"}' BASE/_sandbox/time                                     # pause, resume too
                curl -d '{"upstream":"feeds","kind":"status","status":429,"retryAfter":30,"count":5}' BASE/_sandbox/faults
                curl -d '{"upstream":"mastodon/harbour","kind":"reset","duration":"PT1M"}' BASE/_sandbox/faults
                curl -X DELETE BASE/_sandbox/faults
                """.replace("BASE", base);
    }
}
