package dev.catchwater.rules;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaPackage;
import java.util.List;

/** Every main package says of itself what it is and that its types are non-null unless marked. */
final class NullMarks implements Rule {

    private static final String NULL_MARKED = "org.jspecify.annotations.NullMarked";

    @Override
    public List<String> findings(House house, Module module) {
        return module.main().stream()
                .map(JavaClass::getPackage)
                .distinct()
                .filter(packageOf -> !isMarked(packageOf))
                .map(packageOf -> packageOf.getName()
                        + " is not null-marked; add a package-info.java with @NullMarked and one sentence of Javadoc.")
                .sorted()
                .toList();
    }

    private static boolean isMarked(JavaPackage packageOf) {
        return packageOf.tryGetPackageInfo().isPresent() && packageOf.isAnnotatedWith(NULL_MARKED);
    }
}
