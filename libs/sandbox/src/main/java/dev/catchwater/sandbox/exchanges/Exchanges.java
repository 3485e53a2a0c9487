package dev.catchwater.sandbox.exchanges;

import dev.catchwater.sandbox.judge.Budgets;
import dev.catchwater.sandbox.judge.Command;
import dev.catchwater.sandbox.judge.Realm;
import dev.catchwater.sandbox.judge.Refusal;
import dev.catchwater.sandbox.judge.Upstream;
import dev.catchwater.sandbox.world.Agenda;
import io.vertx.ext.web.Router;
import java.time.InstantSource;
import java.util.List;

/** The realm of exchanges: spot exchanges that speak Binance's and Kraken's protocols, each with one customer. */
public final class Exchanges implements Realm {

    /** The customer's key at Binance: it opens nothing but a sandbox. */
    public static final String KEY = "sandbox-exchange-key";

    /** And its secret. */
    public static final String SECRET = "sandbox-exchange-secret";

    /** The customer's key at Kraken. */
    public static final String KRAKEN_KEY = "sandbox-kraken-key";

    /** And its secret, in base64 as Kraken hands them out. */
    public static final String KRAKEN_SECRET = "c2FuZGJveC1rcmFrZW4tc2VjcmV0";

    /** A second key of the same account, that may look and not trade; it has the same secret, and nonces of its own. */
    public static final String KRAKEN_READER = "sandbox-kraken-reader";

    private final List<Venue> venues;

    /**
     * Exchanges whose prices walk by themselves.
     *
     * @param pace 0 keeps prices where they are until somebody moves them
     */
    public Exchanges(long seed, double pace, Budgets budgets, InstantSource clock) {
        var binance = new Floor(seed, pace, clock, new Account(seed, Terms.BINANCE), List.of(Pair.BTC, Pair.ETH));
        var kraken = new Floor(
                seed, pace, clock, new Account(seed, Terms.KRAKEN), List.of(Pair.KRAKEN_BTC, Pair.KRAKEN_ETH));
        venues = List.of(new Binance(binance, budgets), new Kraken(kraken));
    }

    @Override
    public String name() {
        return "exchanges";
    }

    @Override
    public List<Upstream> upstreams() {
        return venues.stream().map(Venue::upstream).toList();
    }

    /** None: a day that is leapt over costs nothing. */
    @Override
    public List<Agenda.Script> scripts() {
        return List.of();
    }

    @Override
    public List<String> obey(Command command) {
        venues.stream()
                .filter(venue -> venue.place().equals(command.place()))
                .findFirst()
                .orElseThrow(() -> new Refusal(404, "no exchange is called " + command.place()))
                .obey(command);
        return List.of();
    }

    @Override
    public int dropStreams(String prefix) {
        return venues.stream()
                .filter(venue -> ("exchanges/" + venue.place()).startsWith(prefix))
                .mapToInt(Venue::drop)
                .sum();
    }

    @Override
    public void mount(Router router) {
        venues.forEach(venue -> venue.mount(router));
    }
}
