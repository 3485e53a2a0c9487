package dev.catchwater.rules;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.List;

/** No two packages of a module lean on each other, by whatever way round; the root counts as a package too. */
final class Cycles implements Rule {

    @Override
    public List<String> findings(House house, Module module) {
        return SlicesRuleDefinition.slices()
                .assignedFrom(new ByPackage())
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .evaluate(module.main())
                .getFailureReport()
                .getDetails()
                .stream()
                .map(cycle ->
                        "No package cycles; move what both need into the root, or turn one arrow with an interface: "
                                + cycle)
                .toList();
    }

    private static final class ByPackage implements SliceAssignment {

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return SliceIdentifier.of(type.getPackageName());
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    }
}
