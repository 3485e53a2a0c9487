package dev.catchwater.edge.api;

import dev.catchwater.edge.Shelf;
import dev.catchwater.edge.ShelfView;
import dev.catchwater.edge.route.RouteTable;
import dev.catchwater.edge.tally.Latency;
import dev.catchwater.edge.tally.Point;
import dev.catchwater.edge.tally.Stats;
import dev.catchwater.edge.tally.Tally;
import dev.catchwater.edge.tally.Totals;
import dev.catchwater.web.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** What the node has served. */
@Path("/api/v1/stats")
@Tag(name = "stats")
public class StatsResource {

    private final Tally tally;
    private final Shelf shelf;
    private final RouteTable routes;

    StatsResource(Tally tally, Shelf shelf, RouteTable routes) {
        this.tally = tally;
        this.shelf = shelf;
        this.routes = routes;
    }

    /** All of it. */
    @GET
    @RolesAllowed(Role.READ)
    @Operation(
            summary = "What was served since the start",
            description =
                    "Counts since the start, latencies of the last minute in microseconds. `hitRatio` is the part of"
                            + " what could be answered that came from the store without asking an origin; refused and failed"
                            + " requests do not count. `byteHitRatio` is the same by bytes of content, `collapseRatio` the part of"
                            + " what origins had to be asked for that was answered together with an equal request.")
    public StatsView stats() {
        Stats stats = tally.stats();
        Map<String, TotalsView> byRoute = new TreeMap<>();
        stats.routes().forEach((route, totals) -> byRoute.put(route, view(totals)));
        return new StatsView(
                stats.since(),
                routes.state().version(),
                view(stats.totals()),
                byRoute,
                new LatencyView(stats.stored(), stats.fetched(), stats.origin()),
                shelf.view(),
                stats.keys());
    }

    /** The curve. */
    @GET
    @Path("/seconds")
    @RolesAllowed(Role.READ)
    @Operation(summary = "The last ten minutes, second by second")
    public Seconds seconds(@RestQuery @DefaultValue("0") @Min(0) @Max(100_000_000_000L) long after) {
        return new Seconds(tally.after(after));
    }

    private static TotalsView view(Totals totals) {
        Map<String, Long> responses = new TreeMap<>();
        Map<String, Long> bytes = new TreeMap<>();
        totals.responses().forEach((how, count) -> responses.put(how.name().toLowerCase(Locale.ROOT), count));
        totals.bytes().forEach((how, count) -> bytes.put(how.name().toLowerCase(Locale.ROOT), count));
        return new TotalsView(
                totals.all(),
                responses,
                bytes,
                new TreeMap<>(totals.statuses()),
                totals.origin(),
                totals.hitRatio(),
                totals.byteHitRatio(),
                totals.collapseRatio());
    }

    /** The last seconds. */
    public record Seconds(List<Point> seconds) {}

    /** What a node has served, and what it holds. */
    public record StatsView(
            Instant since,
            long routesVersion,
            TotalsView totals,
            Map<String, TotalsView> routes,
            LatencyView latency,
            ShelfView store,
            List<Stats.Key> keys) {}

    /** Times in microseconds, of the last minute. */
    public record LatencyView(Latency stored, Latency fetched, Latency origin) {}

    /** Counts since the start. */
    public record TotalsView(
            long all,
            Map<String, Long> responses,
            Map<String, Long> bytes,
            Map<Integer, Long> statuses,
            long originRequests,
            double hitRatio,
            double byteHitRatio,
            double collapseRatio) {}
}
