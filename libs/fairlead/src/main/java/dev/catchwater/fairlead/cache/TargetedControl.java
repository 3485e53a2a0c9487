package dev.catchwater.fairlead.cache;

import dev.catchwater.fairlead.structured.BareItem;
import dev.catchwater.fairlead.structured.Dictionary;
import dev.catchwater.fairlead.structured.InnerList;
import dev.catchwater.fairlead.structured.Item;
import dev.catchwater.fairlead.structured.Limits;
import dev.catchwater.fairlead.structured.Member;
import dev.catchwater.fairlead.structured.StructuredFieldException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Targeted cache control (RFC 9213 §2.1): a dictionary of the same directives. Anything in it that is not of its
 * directive's type spoils the field as a whole, which then counts as absent.
 */
final class TargetedControl {
    private static final Limits LIMITS = new Limits(16 * 1024, 256);

    private TargetedControl() {}

    /** The directives; empty if the field is absent, empty or broken. */
    static Optional<Directives> of(List<String> lines) {
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        try {
            Map<String, Member> members = Dictionary.parse(lines, LIMITS).members();
            Directives directives = new Directives();
            members.forEach((name, member) -> directives.add(name, argument(name, member)));
            return members.isEmpty() ? Optional.empty() : Optional.of(directives);
        } catch (StructuredFieldException | IllegalStateException broken) {
            return Optional.empty();
        }
    }

    private static Optional<String> argument(String name, Member member) {
        return switch (name) {
            case "max-age", "s-maxage", "stale-while-revalidate", "stale-if-error" -> Optional.of(seconds(member));
            case "no-cache", "private" ->
                member instanceof Item(BareItem.Bool flag, var parameters) ? flag(flag) : Optional.of(fields(member));
            case "no-store",
                    "must-revalidate",
                    "proxy-revalidate",
                    "public",
                    "must-understand",
                    "immutable",
                    "no-transform" -> {
                if (member instanceof Item(BareItem.Bool flag, var parameters)) {
                    yield flag(flag);
                }
                throw wrongType();
            }
            // Unknown directives are ignored whatever they hold (RFC 9111 §5.2.3).
            default -> Directives.bare();
        };
    }

    private static String seconds(Member member) {
        if (member instanceof Item(BareItem.Int(long seconds), var parameters)) {
            return Long.toString(seconds);
        }
        throw wrongType();
    }

    private static Optional<String> flag(BareItem.Bool flag) {
        if (flag.value()) {
            return Directives.bare();
        }
        throw wrongType();
    }

    private static String fields(Member member) {
        return switch (member) {
            case Item(BareItem.Text(String names), var parameters) -> names;
            case Item(BareItem.Token(String name), var parameters) -> name;
            case InnerList(List<Item> items, var parameters) ->
                items.stream().map(TargetedControl::fields).collect(Collectors.joining(","));
            case Item other -> throw wrongType();
        };
    }

    private static IllegalStateException wrongType() {
        return new IllegalStateException("a directive is of another type");
    }
}
