package dev.catchwater.rules;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Nothing is named after a drawer: a name says what the thing is. */
final class Names implements Rule {

    private static final Pattern DRAWER = Pattern.compile("impl|utils?|common|managers?|helpers?|core");
    private static final Pattern CLASS = Pattern.compile(".*(Impl|Utils?|Common|Managers?|Helpers?|Core)");

    @Override
    public List<String> findings(House house, Module module) {
        return module.main().stream()
                .filter(type -> CLASS.matcher(type.getSimpleName()).matches() || inDrawer(type))
                .map(type -> type.getName()
                        + " is named after a drawer (impl, util, common, manager, helper, core);"
                        + " name it by what it is or does.")
                .sorted()
                .toList();
    }

    private static boolean inDrawer(JavaClass type) {
        return List.of(type.getPackageName().toLowerCase(Locale.ROOT).split("\\.")).stream()
                .anyMatch(part -> DRAWER.matcher(part).matches());
    }
}
