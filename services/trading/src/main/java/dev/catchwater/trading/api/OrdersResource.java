package dev.catchwater.trading.api;

import dev.catchwater.trading.Command;
import dev.catchwater.trading.flow.Trader;
import dev.catchwater.trading.market.Instrument;
import dev.catchwater.trading.order.OrderType;
import dev.catchwater.trading.order.Side;
import dev.catchwater.trading.order.TimeInForce;
import dev.catchwater.trading.risk.GuardPlan;
import dev.catchwater.web.Problem;
import dev.catchwater.web.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.math.BigDecimal;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Orders by hand. They pass the same gates as a strategy's. */
@Path("/api/v1/orders")
@Tag(name = "orders", description = "Orders by hand")
public class OrdersResource {

    private static final long PATIENCE = 5_000;

    /**
     * What is wanted. Numbers are decimals.
     *
     * @param style {@code market limit stop stop-limit twap iceberg}; with {@code stopLoss}, {@code takeProfit} or
     *     {@code trail} a purchase is protected
     */
    public record NewOrder(
            @NotBlank String symbol,
            @NotNull @Pattern(regexp = "BUY|SELL") String side,

            @NotNull @Pattern(regexp = "market|limit|stop|stop-limit|twap|iceberg")
            String style,

            @NotNull @PositiveOrZero BigDecimal quantity,
            @Nullable @PositiveOrZero BigDecimal price,
            @Nullable @PositiveOrZero BigDecimal stopPrice,
            boolean postOnly,
            @Nullable @PositiveOrZero BigDecimal stopLoss,
            @Nullable @PositiveOrZero BigDecimal takeProfit,
            @Nullable @PositiveOrZero BigDecimal trail,
            @Min(1) @Max(1_000) int slices,
            @Min(1) @Max(86_400) int seconds,
            @Nullable @PositiveOrZero BigDecimal display) {}

    private final Trader trader;

    OrdersResource(Trader trader) {
        this.trader = trader;
    }

    @POST
    @RolesAllowed(Role.WRITE)
    @Operation(
            summary = "Place an order",
            description =
                    "Answers once it is kept, before the exchange has answered: how it fares is on the stream. A gate"
                            + " that refuses it leaves it DENIED, with the reason.")
    @APIResponse(responseCode = "202", description = "Kept")
    @APIResponse(responseCode = "422", description = "It makes no sense; says why")
    public Uni<Response> place(
            @NotNull @Valid NewOrder wish,
            @Parameter(description = "Your name of this order: asked again under it, it is not placed again.")
                    @RestHeader("Idempotency-Key")
                    @Nullable
                    @Pattern(regexp = "[!-~]{1,100}")
                    String key,
            @Context SecurityContext who) {
        return obey(command(wish), key == null ? null : caller(who) + " " + key);
    }

    @POST
    @Path("/protect")
    @RolesAllowed(Role.WRITE)
    @Operation(
            summary = "Protect what is held",
            description = "Stop and target of which one ends the other, or a stop that trails.")
    public Uni<Response> protect(@NotNull @Valid NewOrder wish) {
        return obey(new Command.Protect(wish.symbol(), plan(wish, instrument(wish.symbol()))));
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed(Role.WRITE)
    @Operation(summary = "Cancel an order", description = "Answers once the wish is kept.")
    public Uni<Response> cancel(@RestPath String id) {
        return trader.look(engine -> engine.orders().find(id).isPresent()).chain(known -> {
            if (!known) {
                throw Problem.of(404).asException();
            }
            return obey(new Command.Cancel(id));
        });
    }

    // Two callers may think of the same name.
    private static String caller(SecurityContext who) {
        return who.getUserPrincipal() == null
                ? "somebody"
                : who.getUserPrincipal().getName();
    }

    private Uni<Response> obey(Command command) {
        return obey(command, null);
    }

    private Uni<Response> obey(Command command, @Nullable String key) {
        return trader.command(command, key).map(refusal -> {
            if (!refusal.isEmpty()) {
                throw Problem.of("refused", "Refused", 422, refusal).asException();
            }
            return Response.accepted().build();
        });
    }

    private Command command(NewOrder wish) {
        var instrument = instrument(wish.symbol());
        var side = Side.valueOf(wish.side());
        long quantity = instrument.roundQuantity(scaled(wish.quantity(), instrument.quantityScale()));
        long price = instrument.roundPrice(scaled(wish.price(), instrument.priceScale()), side.buying());
        return switch (wish.style()) {
            case "twap" ->
                new Command.Twap(
                        wish.symbol(), side, quantity, price, wish.slices(), wish.seconds() * 1_000L / wish.slices());
            case "iceberg" ->
                new Command.Iceberg(
                        wish.symbol(),
                        side,
                        quantity,
                        price,
                        instrument.roundQuantity(scaled(wish.display(), instrument.quantityScale())));
            default ->
                new Command.Place(
                        wish.symbol(),
                        side,
                        OrderType.valueOf(
                                wish.style().toUpperCase(java.util.Locale.ROOT).replace('-', '_')),
                        quantity,
                        price,
                        instrument.roundPrice(scaled(wish.stopPrice(), instrument.priceScale()), side.buying()),
                        TimeInForce.GTC,
                        wish.postOnly(),
                        plan(wish, instrument));
        };
    }

    private static GuardPlan plan(NewOrder wish, Instrument instrument) {
        return new GuardPlan(
                scaled(wish.stopLoss(), instrument.priceScale()),
                scaled(wish.takeProfit(), instrument.priceScale()),
                scaled(wish.trail(), instrument.priceScale()),
                1,
                10_000,
                PATIENCE);
    }

    private Instrument instrument(String symbol) {
        return trader.instruments().stream()
                .filter(instrument -> instrument.symbol().equals(symbol))
                .findFirst()
                .orElseThrow(() -> Problem.of("unknown-symbol", "Unknown symbol", 422, "It is not traded here.")
                        .asException());
    }

    private static long scaled(@Nullable BigDecimal value, int scale) {
        if (value == null) {
            return 0;
        }
        try {
            return dev.catchwater.trading.market.FixedPoint.floor(value, scale);
        } catch (ArithmeticException e) {
            throw Problem.of("too-large", "Too large", 422, "A number is too large.")
                    .asException();
        }
    }
}
