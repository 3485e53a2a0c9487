package dev.catchwater.rules;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Who may see whom of our own packages: the room table of the plan. */
final class Sight implements Rule {

    private static final Set<String> SERVICES = Set.of("aggregator", "prices", "weather", "trading", "edge");
    private static final Set<String> JUDGES = Set.of("sandbox", "testkit", "rules");
    private static final String SETUP = "setup";

    /** The rooms of a service and the libraries each of them may see; {@code setup} sees all. */
    private static final Map<String, Set<String>> ROOMS = Map.of(
            "source",
            Set.of("fairlead", "crawl"),
            "flow",
            Set.of("jobs"),
            "store",
            Set.of("postgres"),
            "live",
            Set.of("live"),
            "api",
            Set.of("web", "live"),
            SETUP,
            Set.of());

    @Override
    public List<String> findings(House house, Module module) {
        var homeless = module.main().stream()
                .filter(type -> house.service() && !isRoom(house, house.room(type)))
                .map(type -> type.getName() + " lives in no room of the plan; move it to the root, source, flow,"
                        + " store, live, api or setup, or name a room without I/O with pureRooms(\"" + house.room(type)
                        + "\").");
        var blinded = module.main().stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .flatMap(dependency -> finding(house, dependency).stream());
        return Stream.concat(homeless, blinded).distinct().sorted().toList();
    }

    private static boolean isRoom(House house, String room) {
        return ROOMS.containsKey(room) || house.pure().contains(room);
    }

    private static Optional<String> finding(House house, Dependency dependency) {
        var from = dependency.getOriginClass();
        var to = dependency.getTargetClass().getBaseComponentType();
        if (!to.getName().startsWith(House.OURS) || house.grantsSight(from, to)) {
            return Optional.empty();
        }
        var reason = house.owns(to) ? withinHome(house, from, to) : abroad(house, from, to);
        return reason.map(why -> from.getName() + " sees " + to.getName() + ": " + why);
    }

    private static Optional<String> withinHome(House house, JavaClass from, JavaClass to) {
        var room = house.room(from);
        if (room.equals(house.room(to))) {
            return Optional.empty();
        }
        return house.service() ? betweenRooms(house, from, to) : betweenParts(house, from, to);
    }

    private static Optional<String> betweenRooms(House house, JavaClass from, JavaClass to) {
        var room = house.room(from);
        if (room.equals(SETUP)
                || house.isPure(to)
                || (room.equals("api") && house.room(to).equals("flow"))) {
            return Optional.empty();
        }
        return Optional.of(
                house.isPure(from)
                        ? "the root sees no room; let the root own an interface and the room implement it."
                        : "rooms see the root, never each other; move the noun or an interface into the root and wire it in setup.");
    }

    private static Optional<String> betweenParts(House house, JavaClass from, JavaClass to) {
        var room = house.room(from);
        var toRoot = house.room(to).equals(HouseRules.ROOT);
        if (house.wiring().contains(room) || toRoot || house.isPure(to)) {
            return Optional.empty();
        }
        if (house.isPure(from)) {
            return Optional.of("a pure room sees only the root and pure rooms; pass what it needs as an argument.");
        }
        if (house.stages().contains(room)) {
            return Optional.of("a stage sees only the root; move the shared noun into the root.");
        }
        return house.stages().contains(house.room(to))
                ? Optional.of("only the wiring sees a stage; compose it there.")
                : Optional.empty();
    }

    private static Optional<String> abroad(House house, JavaClass from, JavaClass to) {
        var library = to.getPackageName().substring(House.OURS.length()).split("\\.", 2)[0];
        if (SERVICES.contains(library)) {
            return Optional.of("nobody sees a service; meet it over HTTP and its published OpenAPI.");
        }
        if (JUDGES.contains(library)) {
            return Optional.of("test tools stay in tests; keep the sandbox, testkit and rules out of main code.");
        }
        var room = house.room(from);
        if (!house.service()
                || room.equals(SETUP)
                || ROOMS.getOrDefault(room, Set.of()).contains(library)) {
            return Optional.empty();
        }
        return Optional.of("the plan does not show " + library + " to "
                + (house.isPure(from)
                        ? "the root; keep the root to nouns and decisions of its own."
                        : room + "; hand the room a noun or an interface of the root instead."));
    }
}
