package dev.catchwater.rules;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Time is java.time; a foreign library's Date is turned into an Instant where it is met. */
final class OldDates implements Rule {

    private static final Set<String> OLD = Set.of(
            "java.util.Date",
            "java.util.Calendar",
            "java.util.GregorianCalendar",
            "java.util.TimeZone",
            "java.text.DateFormat",
            "java.text.SimpleDateFormat",
            "java.sql.Date",
            "java.sql.Time",
            "java.sql.Timestamp");

    private static final Set<String> BRIDGES = Set.of("toInstant", "from");

    @Override
    public List<String> findings(House house, Module module) {
        return module.main().stream()
                .flatMap(type -> Stream.concat(declared(type), used(type))
                        .filter(OldDates::isOld)
                        .map(old -> type.getName() + " uses " + old
                                + ": time is java.time; convert with toInstant() where the foreign value arrives."))
                .distinct()
                .sorted()
                .toList();
    }

    private static Stream<String> declared(JavaClass type) {
        var fields = type.getFields().stream().map(field -> field.getRawType().getBaseComponentType());
        var units = type.getCodeUnits().stream().flatMap(OldDates::signature);
        return Stream.concat(fields, units).map(JavaClass::getName);
    }

    private static Stream<JavaClass> signature(JavaCodeUnit unit) {
        return Stream.concat(Stream.of(unit.getRawReturnType()), unit.getRawParameterTypes().stream())
                .map(JavaClass::getBaseComponentType);
    }

    private static Stream<String> used(JavaClass type) {
        return Use.of(type).filter(use -> !BRIDGES.contains(use.member())).map(Use::owner);
    }

    private static boolean isOld(String name) {
        return OLD.contains(name) || name.startsWith("org.joda.");
    }
}
