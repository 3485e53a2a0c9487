package dev.catchwater.rules;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.properties.HasParameterTypes;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** One call, construction, method reference or field access that a class makes. */
record Use(JavaClass user, String owner, String member, List<String> parameters, String place) {

    static Stream<Use> of(JavaClass type) {
        return type.getAccessesFromSelf().stream()
                .map(access -> new Use(
                        type,
                        access.getTargetOwner().getName(),
                        access.getTarget().getName(),
                        parameters(access),
                        "(" + access.getSourceCodeLocation().getSourceFileName() + ":" + access.getLineNumber() + ")"));
    }

    boolean is(String ownerName, String... members) {
        return owner.equals(ownerName) && List.of(members).contains(member);
    }

    boolean constructs(String ownerName) {
        return is(ownerName, "<init>");
    }

    boolean takes(int arguments) {
        return parameters.size() == arguments;
    }

    /** Finds the uses that a rule forbids, each as a sentence ending in the rule's cure. */
    static List<String> forbidden(Stream<JavaClass> types, Predicate<Use> forbidden, String cure) {
        return types.flatMap(Use::of)
                .filter(forbidden)
                .map(use -> use.user.getName() + " " + use.place + " uses "
                        + use.owner.replaceFirst("^java\\.[a-z.]+\\.", "") + "." + use.member + ": " + cure)
                .distinct()
                .sorted()
                .toList();
    }

    private static List<String> parameters(JavaAccess<?> access) {
        return access.getTarget() instanceof HasParameterTypes target
                ? target.getRawParameterTypes().stream().map(JavaClass::getName).toList()
                : List.of();
    }
}
