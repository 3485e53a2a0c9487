package dev.catchwater.rules;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Set;

/** The root and the pure rooms do no I/O: they are nouns, decisions and interfaces. */
final class Purity implements Rule {

    private static final List<String> OUTSIDE = List.of(
            "java.io",
            "java.net",
            "java.nio.channels",
            "java.nio.file",
            "java.sql",
            "javax.sql",
            "javax.net",
            "io.netty",
            "io.vertx",
            "io.quarkus",
            "jakarta.enterprise",
            "jakarta.inject",
            "jakarta.persistence",
            "jakarta.ws.rs",
            "org.hibernate",
            "org.eclipse.microprofile.config");

    /** Values and annotations that live in those packages without doing anything. */
    private static final List<String> HARMLESS = List.of(
            "io.netty.buffer",
            "io.vertx.core.buffer",
            "io.vertx.core.json",
            "io.vertx.mutiny.core.buffer",
            "io.quarkus.runtime.annotations",
            "org.hibernate.validator");

    private static final Set<String> HARMLESS_TYPES = Set.of(
            "java.io.Serializable",
            "java.io.IOException",
            "java.io.UncheckedIOException",
            "java.net.URI",
            "java.net.URISyntaxException",
            "java.net.URLDecoder",
            "java.net.URLEncoder",
            "java.net.IDN");

    private static final Set<String> OUTSIDE_TYPES = Set.of("java.lang.Process", "java.lang.ProcessBuilder");

    @Override
    public List<String> findings(House house, Module module) {
        return module.main().stream()
                .filter(house::isPure)
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .filter(dependency -> reachesOut(dependency.getTargetClass().getBaseComponentType()))
                .map(
                        dependency -> dependency.getOriginClass().getName() + " uses "
                                + dependency
                                        .getTargetClass()
                                        .getBaseComponentType()
                                        .getName()
                                + ": the root and the pure rooms do no I/O; let the root own an interface, and do it in a room.")
                .distinct()
                .sorted()
                .toList();
    }

    private static boolean reachesOut(JavaClass type) {
        var name = type.getPackageName();
        return OUTSIDE_TYPES.contains(type.getName())
                || (OUTSIDE.stream().anyMatch(outside -> House.within(name, outside))
                        && HARMLESS.stream().noneMatch(harmless -> House.within(name, harmless))
                        && !HARMLESS_TYPES.contains(type.getName()));
    }
}
