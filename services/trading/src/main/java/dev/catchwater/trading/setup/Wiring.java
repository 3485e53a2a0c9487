package dev.catchwater.trading.setup;

import dev.catchwater.fairlead.Secret;
import dev.catchwater.fairlead.client.HttpClient;
import dev.catchwater.fairlead.quarkus.Client;
import dev.catchwater.live.Hub;
import dev.catchwater.trading.DeskSettings;
import dev.catchwater.trading.Exchange;
import dev.catchwater.trading.Journal;
import dev.catchwater.trading.Series;
import dev.catchwater.trading.flow.Backtests;
import dev.catchwater.trading.flow.FlowSettings;
import dev.catchwater.trading.flow.Trader;
import dev.catchwater.trading.live.Broadcast;
import dev.catchwater.trading.market.FixedPoint;
import dev.catchwater.trading.risk.GuardPlan;
import dev.catchwater.trading.risk.Limits;
import dev.catchwater.trading.source.ApiKey;
import dev.catchwater.trading.source.binance.BinanceAddress;
import dev.catchwater.trading.source.binance.BinanceExchange;
import dev.catchwater.trading.source.kraken.KrakenAddress;
import dev.catchwater.trading.source.kraken.KrakenExchange;
import dev.catchwater.trading.source.series.SeriesFolder;
import dev.catchwater.trading.strategy.Sizing;
import dev.catchwater.trading.strategy.StrategySpec;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/** The river, put together. */
@ApplicationScoped
class Wiring {

    private static final int RESERVE = 100;
    // Changes with the engine: events that another one decided differently are not told to it.
    private static final String RULES = "rules 4 ";
    private static final Duration SELDOM = Duration.ofSeconds(5);

    @Produces
    @Singleton
    Exchange exchange(
            @Client("orders") HttpClient orders,
            @Client("streams") HttpClient streams,
            TradingConfig config,
            InstantSource clock) {
        Permission.refusal(config).ifPresent(why -> {
            throw new IllegalStateException("refusing to trade: " + why);
        });
        var venue = config.exchange();
        var key = new ApiKey(Secret.of(venue.key()), Secret.of(venue.secret()));
        var dice = RandomGenerator.getDefault();
        return switch (venue.kind()) {
            case BINANCE ->
                new BinanceExchange(
                        orders, streams, new BinanceAddress(venue.rest(), venue.stream()), key, clock, dice);
            case KRAKEN ->
                new KrakenExchange(
                        orders,
                        streams,
                        new KrakenAddress(
                                venue.rest(), venue.stream(), venue.reports().orElseThrow()),
                        key,
                        venue.tier(),
                        clock,
                        dice);
        };
    }

    @Produces
    @Singleton
    Journal.Writer writer() {
        return new Journal.Writer(RandomGenerator.getDefault().nextLong());
    }

    @Produces
    @Singleton
    FlowSettings settings(TradingConfig config) {
        var rules = config.strategy();
        var spec = new StrategySpec(
                rules.kind(),
                rules.fast(),
                rules.slow(),
                rules.exponential(),
                rules.lower(),
                rules.upper(),
                rules.stopRanges());
        var plan = new GuardPlan(0, 0, rules.trailing() ? 1 : 0, 0, 10_000, 5_000);
        var limits = limits(config);
        return new FlowSettings(
                config.symbols(),
                config.currency(),
                instrument -> new DeskSettings(instrument, spec.make(), new Sizing.Share(rules.share()), RESERVE, plan),
                limits,
                RULES + spec + " " + plan + " " + limits + " " + rules.share() + " " + config.currency() + at(config),
                config.bar(),
                config.tick(),
                poll(config),
                config.settle(),
                config.audit(),
                config.abandoned());
    }

    @Produces
    @Singleton
    Trader trader(
            Exchange exchange,
            Journal journal,
            FlowSettings settings,
            TradingConfig config,
            InstantSource clock,
            Vertx vertx,
            Broadcast broadcast) {
        var context = vertx.getOrCreateContext();
        Executor loop = task -> context.runOnContext(go -> task.run());
        var permission = Permission.ofKey(exchange, Permission.paper(config.exchange()));
        var trader = new Trader(exchange, journal, settings, permission, clock, loop, broadcast::told);
        broadcast.begin(trader::look);
        return trader;
    }

    @Produces
    @Singleton
    Broadcast broadcast(Vertx vertx, com.fasterxml.jackson.databind.ObjectMapper json, InstantSource clock) {
        return new Broadcast(vertx, json, clock);
    }

    @Produces
    @Singleton
    Hub<Broadcast.Snapshot> hub(Broadcast broadcast) {
        return broadcast.hub();
    }

    @Produces
    @Singleton
    Series.Shelf shelf(TradingConfig config) {
        return new SeriesFolder(config.series().orElse(Path.of("series")));
    }

    @Produces
    @Singleton
    Backtests backtests(Series.Shelf shelf) {
        return new Backtests(shelf);
    }

    // One that has no name in the journals that there are already keeps them.
    private static String at(TradingConfig config) {
        return config.exchange().kind() == TradingConfig.Kind.BINANCE
                ? ""
                : " at " + config.exchange().kind();
    }

    // Kraken tells of orders by itself, and allows a call in one to three seconds: asking is for what was not told.
    private static Duration poll(TradingConfig config) {
        boolean told = config.exchange().kind() == TradingConfig.Kind.KRAKEN;
        return told && config.poll().compareTo(SELDOM) < 0 ? SELDOM : config.poll();
    }

    static Limits limits(TradingConfig config) {
        var bounds = config.limits();
        var order = config.live().maxOrder().map(bounds.maxOrder()::min).orElse(bounds.maxOrder());
        return new Limits(
                bounds.collar(),
                money(order),
                money(bounds.maxPosition()),
                money(bounds.maxExposure()),
                bounds.maxOpenOrders(),
                bounds.dailyLoss(),
                bounds.maxDrawdown(),
                bounds.orders(),
                bounds.orderWindow().toMillis(),
                bounds.maxAge().toMillis(),
                bounds.maxSkew().toMillis());
    }

    private static long money(BigDecimal amount) {
        return FixedPoint.floor(amount, FixedPoint.MONEY);
    }
}
