package dev.catchwater.trading.api;

import dev.catchwater.trading.Command;
import dev.catchwater.trading.Engine;
import dev.catchwater.trading.flow.Trader;
import dev.catchwater.trading.market.FixedPoint;
import dev.catchwater.web.Problem;
import dev.catchwater.web.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.SecurityContext;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The account: how it stands, and its kill switch. */
@Path("/api/v1/account")
@Tag(name = "account", description = "How the account stands, and its kill switch")
public class AccountResource {

    /** How the account stands. */
    public record AccountView(
            String account,
            String exchange,
            String phase,
            boolean reconciled,
            Map<String, BigDecimal> differences,
            String state,
            BigDecimal equity,
            BigDecimal peak,
            Map<String, BigDecimal> balances,
            Map<String, BigDecimal> feesOfUnknownWorth,
            long events,
            String hash) {}

    /** A trip from flat to flat. */
    public record TripView(
            String symbol,
            long entered,
            long left,
            BigDecimal quantity,
            BigDecimal bought,
            BigDecimal sold,
            BigDecimal profit) {}

    /** Why, and whether to sell what is held. */
    public record Halting(@NotNull @Size(max = 200) String reason, boolean leave) {}

    /** The account's name, typed by whoever wants trading to go on. */
    public record Resuming(@NotBlank @Size(max = 100) String confirm) {}

    private final Trader trader;
    private final String account;

    AccountResource(Trader trader, @ConfigProperty(name = "catchwater.trading.account") String account) {
        this.trader = trader;
        this.account = account;
    }

    @GET
    @RolesAllowed(Role.READ)
    @Operation(summary = "How the account stands")
    @APIResponse(responseCode = "503", description = "Nothing is known yet; says what is waited for")
    public Uni<AccountView> account() {
        return trader.look(this::view);
    }

    @GET
    @Path("/trips")
    @RolesAllowed(Role.READ)
    @Operation(summary = "Round trips", description = "From flat to flat, fees included, newest first; at most 200.")
    public Uni<List<TripView>> trips() {
        return trader.look(engine -> engine.instruments().stream()
                .flatMap(instrument -> engine.trips(instrument.symbol()).reversed().stream())
                .limit(200)
                .map(trip -> new TripView(
                        trip.symbol(),
                        trip.entered(),
                        trip.left(),
                        trip.quantity(),
                        trip.bought(),
                        trip.sold(),
                        trip.profit()))
                .toList());
    }

    @POST
    @Path("/halt")
    @RolesAllowed(Role.WRITE)
    @Operation(
            summary = "Stop trading",
            description = "At once and without further question: entries are canceled and refused, strategies not"
                    + " listened to; stops that protect what is held stay. With `leave` what is held is sold.")
    public Uni<AccountView> halt(@NotNull @Valid Halting wish, @jakarta.ws.rs.core.Context SecurityContext who) {
        return obey(new Command.Halt(name(who), wish.reason(), wish.leave()));
    }

    @POST
    @Path("/resume")
    @RolesAllowed(Role.WRITE)
    @Operation(summary = "Trade on", description = "Wants the account's name as confirmation.")
    @APIResponse(responseCode = "422", description = "That is not the account's name")
    public Uni<AccountView> resume(@NotNull @Valid Resuming wish, @jakarta.ws.rs.core.Context SecurityContext who) {
        if (!wish.confirm().equals(account)) {
            throw Problem.of("not-confirmed", "Not confirmed", 422, "Confirm with the name of the account.")
                    .asException();
        }
        return obey(new Command.Resume(name(who)));
    }

    private Uni<AccountView> obey(Command command) {
        return trader.command(command).chain(refusal -> {
            if (!refusal.isEmpty()) {
                throw Problem.of("refused", "Refused", 422, refusal).asException();
            }
            return trader.look(this::view);
        });
    }

    private AccountView view(Engine engine) {
        var state = trader.state();
        return new AccountView(
                account,
                trader.exchangeName(),
                state.phase(),
                state.reconciled(),
                state.differences(),
                engine.state().name(),
                FixedPoint.decimal(engine.equity(), FixedPoint.MONEY),
                FixedPoint.decimal(engine.watch().peak(), FixedPoint.MONEY),
                Map.copyOf(engine.ledger().balances()),
                Map.copyOf(engine.ledger().unvalued()),
                engine.events(),
                Long.toHexString(engine.hash()));
    }

    private static String name(SecurityContext who) {
        return who.getUserPrincipal() == null
                ? "somebody"
                : who.getUserPrincipal().getName();
    }
}
