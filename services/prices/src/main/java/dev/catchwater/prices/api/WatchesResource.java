package dev.catchwater.prices.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.catchwater.prices.WatchBook;
import dev.catchwater.prices.api.Views.Listed;
import dev.catchwater.prices.deal.Rule;
import dev.catchwater.prices.money.Money;
import dev.catchwater.web.Cursors;
import dev.catchwater.web.Problem;
import dev.catchwater.web.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What people want to be told of. */
@Path("/api/v1")
@Tag(name = "watches", description = "What to be told of, and what was told")
public class WatchesResource {

    private final WatchBook book;
    private final InstantSource clock;
    private final Cursors.Codec watches;
    private final Cursors.Codec alerts;

    WatchesResource(WatchBook book, InstantSource clock, Cursors cursors) {
        this.book = book;
        this.clock = clock;
        this.watches = cursors.of("watches");
        this.alerts = cursors.of("alerts");
    }

    /** Watches an offer, or the best one of a product. */
    @POST
    @Path("/watches")
    @RolesAllowed(Role.WRITE)
    @Operation(
            summary = "Watch an offer, or the best offer of a product",
            description =
                    "Give an `offer`, or a `product`: then the offer counts that costs least, the sending included where the shop"
                            + " tells what it costs. `target` (amount, currency): at or below it, once, and again after it was above. `drop` (percent):"
                            + " so much below the highest price since the last alert. `all-time-low`. `back-in-stock`. `lowest-in`"
                            + " (days, 30 if not said): lower than all that held within so many days before; never told while less is known."
                            + " Alerts come by the stream and stand in the list of alerts.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = WatchView.class)))
    @APIResponse(responseCode = "400", description = "No such kind, or its values are missing")
    @APIResponse(responseCode = "404", description = "There is no such offer, or no such product")
    @APIResponse(responseCode = "409", description = "It has as many watches as it may")
    public Uni<Response> add(@NotNull @Valid NewWatch wanted) {
        return book.add(wanted.subject(), wanted.rule(), clock.instant()).map(found -> {
            WatchView view =
                    WatchView.of(found.orElseThrow(() -> Problem.of(404).asException()));
            return Response.created(URI.create("/api/v1/watches/" + view.id()))
                    .entity(view)
                    .build();
        });
    }

    /** All watches, oldest first. */
    @GET
    @Path("/watches")
    @RolesAllowed(Role.READ)
    @Operation(summary = "List watches")
    public Uni<Listed<WatchView>> list(
            @RestQuery @DefaultValue("100") @Min(1) @Max(500) int limit, @RestQuery @Nullable String cursor) {
        return book.list(Paging.after(watches, cursor), limit + 1)
                .map(found -> Paging.page(found, limit, watches, WatchBook.Watched::id, WatchView::of));
    }

    /** Ends a watch. */
    @DELETE
    @Path("/watches/{id}")
    @RolesAllowed(Role.WRITE)
    @Operation(summary = "End a watch")
    @APIResponse(responseCode = "204", description = "Ended")
    @APIResponse(responseCode = "404", description = "There is no such watch")
    public Uni<Void> remove(@RestPath long id) {
        return book.remove(id)
                .invoke(removed -> {
                    if (!removed) {
                        throw Problem.of(404).asException();
                    }
                })
                .replaceWithVoid();
    }

    /** What was told, the latest first. */
    @GET
    @Path("/alerts")
    @RolesAllowed(Role.READ)
    @Operation(summary = "What was told", description = "The latest first.")
    public Uni<Listed<AlertView>> told(
            @RestQuery @DefaultValue("50") @Min(1) @Max(200) int limit, @RestQuery @Nullable String cursor) {
        long before = cursor == null ? Long.MAX_VALUE : Paging.after(alerts, cursor);
        return book.told(before, limit + 1)
                .map(found -> Paging.page(found, limit, alerts, WatchBook.Told::id, AlertView::of));
    }

    /**
     * What to be told of.
     *
     * @param offer one shop's
     * @param product whichever offer of it is the best one
     * @param kind target, drop, all-time-low, back-in-stock or lowest-in
     */
    public record NewWatch(
            @Nullable @Min(1) Long offer,
            @Nullable @Min(1) Long product,
            @NotBlank @Size(max = 20) String kind,

            @Nullable @DecimalMin("0") @DecimalMax("10000000000000")
            BigDecimal amount,

            @Nullable @Size(min = 3, max = 3) String currency,
            @Nullable @DecimalMin("0.1") @DecimalMax("99.9") BigDecimal percent,
            @Nullable @Min(1) @Max(366) Integer days) {

        WatchBook.Subject subject() {
            Long one = offer;
            Long all = product;
            if ((one == null) == (all == null)) {
                throw missing("a watch is of an offer or of a product, and of one of them");
            }
            return one == null ? new WatchBook.Subject.BestOf(all) : new WatchBook.Subject.Offer(one);
        }

        Rule rule() {
            return switch (kind) {
                case "target" -> new Rule.Target(target());
                case "drop" -> {
                    BigDecimal much = percent;
                    if (much == null) {
                        throw missing("a drop needs a percent");
                    }
                    yield new Rule.Drop(much.doubleValue());
                }
                case "all-time-low" -> new Rule.AllTimeLow();
                case "back-in-stock" -> new Rule.BackInStock();
                case "lowest-in" -> new Rule.LowestIn(Duration.ofDays(days == null ? 30 : days));
                default -> throw missing("known are target, drop, all-time-low, back-in-stock and lowest-in");
            };
        }

        private Money target() {
            BigDecimal much = amount;
            String code = currency;
            if (much == null || code == null) {
                throw missing("a target needs an amount and a currency");
            }
            return Money.of(much, code).orElseThrow(() -> missing("there is no such amount, or no such currency"));
        }

        private static RuntimeException missing(String what) {
            return Problem.of("no-such-watch", "Nothing to watch for", 400, what)
                    .asException();
        }
    }

    /** A watch. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record WatchView(
            long id,
            @Nullable Long offer,
            @Nullable Long product,
            String kind,
            Views.@Nullable Amount target,
            @Nullable Double percent,
            @Nullable Long days,
            boolean armed,
            Instant addedAt) {

        static WatchView of(WatchBook.Watched watch) {
            Rule rule = watch.rule();
            String kind = switch (rule) {
                case Rule.Target t -> "target";
                case Rule.Drop d -> "drop";
                case Rule.AllTimeLow a -> "all-time-low";
                case Rule.BackInStock b -> "back-in-stock";
                case Rule.LowestIn l -> "lowest-in";
            };
            return new WatchView(
                    watch.id(),
                    watch.subject() instanceof WatchBook.Subject.Offer(long offer) ? offer : null,
                    watch.subject() instanceof WatchBook.Subject.BestOf(long product) ? product : null,
                    kind,
                    rule instanceof Rule.Target(Money price) ? Views.Amount.of(price) : null,
                    rule instanceof Rule.Drop(double percent) ? percent : null,
                    rule instanceof Rule.LowestIn(Duration window) ? window.toDays() : null,
                    watch.armed(),
                    watch.addedAt());
        }
    }

    /** An alert. */
    public record AlertView(
            long id, long watch, Instant at, @JsonRawValue String body) {

        static AlertView of(WatchBook.Told told) {
            return new AlertView(told.id(), told.watch(), told.at(), told.body());
        }
    }
}
