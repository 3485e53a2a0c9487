package dev.catchwater.rules;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What one module has said about itself: its kind, its rooms and what it was given beyond the plan. */
record House(
        String home,
        boolean service,
        Set<String> pure,
        Set<String> stages,
        Set<String> wiring,
        Map<String, Set<String>> sights,
        Map<Grant, Set<String>> grants) {

    static final String OURS = "dev.catchwater.";

    boolean owns(JavaClass type) {
        return within(type.getPackageName(), home);
    }

    /** The first package below the home, or {@link HouseRules#ROOT}; only for classes of this home. */
    String room(JavaClass type) {
        var below = type.getPackageName().substring(home.length());
        return below.isEmpty() ? HouseRules.ROOT : below.substring(1).split("\\.", 2)[0];
    }

    boolean isPure(JavaClass type) {
        return pure.contains(room(type));
    }

    boolean grants(Grant grant, JavaClass type) {
        var places = grants.getOrDefault(grant, Set.of());
        return places(type).anyMatch(places::contains);
    }

    /** Whether a place of {@code from} was given the sight of {@code to}'s package. */
    boolean grantsSight(JavaClass from, JavaClass to) {
        return places(from)
                .flatMap(place -> sights.getOrDefault(place, Set.of()).stream())
                .anyMatch(ours -> within(outermost(to).getName(), OURS + ours));
    }

    private Stream<String> places(JavaClass type) {
        return Stream.of(HouseRules.ANYWHERE, room(type), outermost(type).getSimpleName());
    }

    static JavaClass outermost(JavaClass type) {
        var outer = type;
        while (outer.getEnclosingClass().isPresent()) {
            outer = outer.getEnclosingClass().get();
        }
        return outer;
    }

    static boolean within(String packageName, String parent) {
        return packageName.equals(parent) || packageName.startsWith(parent + ".");
    }
}
