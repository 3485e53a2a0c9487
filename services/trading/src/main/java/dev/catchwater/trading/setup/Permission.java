package dev.catchwater.trading.setup;

import dev.catchwater.trading.Exchange;
import dev.catchwater.trading.ExchangeFailure;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Whether an exchange may be traded at. On loopback always: that is paper. Elsewhere only if everything was said. */
final class Permission {

    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]", "::1", "localhost");

    private Permission() {}

    static boolean paper(TradingConfig.Venue venue) {
        return venue.addresses().stream().allMatch(Permission::isLoopback);
    }

    /** Why these settings must not be used; empty if they may. */
    static Optional<String> refusal(TradingConfig config) {
        boolean kraken = config.exchange().kind() == TradingConfig.Kind.KRAKEN;
        if (kraken && config.exchange().reports().isEmpty()) {
            return Optional.of("Kraken tells of orders at catchwater.trading.exchange.reports, which is not set");
        }
        if (paper(config.exchange())) {
            return Optional.empty();
        }
        var live = config.live();
        if (!live.enabled()) {
            return Optional.of("the exchange is not on loopback, and catchwater.trading.live.enabled is false");
        }
        var hosts = live.hosts().orElse(List.of());
        for (var uri : config.exchange().addresses()) {
            if (!hosts.contains(host(uri))) {
                return Optional.of(host(uri) + " is not among catchwater.trading.live.hosts");
            }
            if (!Set.of("https", "wss").contains(String.valueOf(uri.getScheme()))) {
                return Optional.of(host(uri) + " is to be reached without TLS");
            }
        }
        if (!live.confirm().filter(config.account()::equals).isPresent()) {
            return Optional.of("catchwater.trading.live.confirm is not the account's name");
        }
        return live.maxOrder().isEmpty()
                ? Optional.of("catchwater.trading.live.max-order is not set")
                : Optional.empty();
    }

    /** Asks what the key may do: one that can move money away is never used. */
    static Uni<Void> ofKey(Exchange exchange, boolean paper) {
        return paper
                ? Uni.createFrom().voidItem()
                : exchange.rights()
                        .invoke(rights -> {
                            if (rights.withdraw()) {
                                throw new ExchangeFailure.Unauthorized("the key may withdraw: use one that cannot")
                                        .asException();
                            }
                            if (!rights.trade()) {
                                throw new ExchangeFailure.Unauthorized("the key may not trade").asException();
                            }
                        })
                        .replaceWithVoid();
    }

    private static boolean isLoopback(URI uri) {
        return LOOPBACK.contains(host(uri));
    }

    private static String host(URI uri) {
        return String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
    }
}
