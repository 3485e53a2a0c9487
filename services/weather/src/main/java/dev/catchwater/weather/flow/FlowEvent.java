package dev.catchwater.weather.flow;

import dev.catchwater.weather.ProviderFailure;
import dev.catchwater.weather.alert.Change;
import dev.catchwater.weather.alert.Warning;
import dev.catchwater.weather.report.Product;
import dev.catchwater.weather.report.Provider;
import java.time.Duration;
import java.util.Set;

/** What happens while gathering; listeners count it or tell it on. */
public sealed interface FlowEvent {

    /** A provider was asked about so many places, and answered. */
    record Asked(Provider provider, int places, Duration took) implements FlowEvent {}

    /** A product did not come. */
    record Failed(Provider provider, Set<Product> products, ProviderFailure failure) implements FlowEvent {}

    /** A provider told something an operator should hear. */
    record Remarked(Provider provider, String remark) implements FlowEvent {}

    /** Something new is known about a place. */
    record Updated(String place, Provider provider, Set<Product> products) implements FlowEvent {}

    /** People at a place are to be told of a warning. */
    record Noticed(String place, Change.Notice notice, Warning warning) implements FlowEvent {}

    /** A forecast of ours came true, or did not. */
    record Verified(String place, int forecasts) implements FlowEvent {}

    /** A failure of our own. */
    record Fault(String what, Throwable why) implements FlowEvent {}
}
