package dev.catchwater.rules;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The compiled classes of one Maven module, its own package only. */
record Module(JavaClasses main, JavaClasses tests) {

    static Module in(Path basedir, House house) {
        // What a class refers to is known by name; loading all of the class path would cost seconds and prove nothing.
        ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
        var classes = basedir.resolve("target/classes");
        var folder = classes.resolve(house.home().replace('.', '/'));
        var main = read(classes, house);
        // A folder with nothing but package-info is a module that has not grown its first class yet.
        if (main.isEmpty() && !Files.isDirectory(folder)) {
            throw new AssertionError("No class of " + house.home() + " in " + classes
                    + ": name the module's own package, and run with the module's folder as the working directory.");
        }
        return new Module(main, read(basedir.resolve("target/test-classes"), house));
    }

    /** Main and test classes, for the rules that tests keep too. */
    Stream<JavaClass> all() {
        return Stream.of(main, tests).flatMap(JavaClasses::stream);
    }

    private static boolean isType(JavaClass type) {
        return !type.getSimpleName().equals("package-info");
    }

    private static JavaClasses read(Path folder, House house) {
        var classes = new ClassFileImporter().importPaths(Files.isDirectory(folder) ? List.of(folder) : List.of());
        return classes.that(
                DescribedPredicate.describe("are types of " + house.home(), type -> isType(type) && house.owns(type)));
    }
}
