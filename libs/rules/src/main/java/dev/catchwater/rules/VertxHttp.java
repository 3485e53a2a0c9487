package dev.catchwater.rules;

import java.util.List;

/** Vert.x's HTTP types stay in a few named places, so that a move to the next Vert.x touches few rooms. */
final class VertxHttp implements Rule {

    @Override
    public List<String> findings(House house, Module module) {
        return module.main().stream()
                .filter(type -> !house.grants(Grant.VERTX_HTTP, type))
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .filter(dependency -> isHttp(dependency.getTargetClass().getPackageName()))
                .map(dependency -> dependency.getOriginClass().getName() + " uses "
                        + dependency.getTargetClass().getName()
                        + ": Vert.x's HTTP types stay where they are allowed; speak in nouns of the root,"
                        + " or name the place with mayUseVertxHttpIn.")
                .distinct()
                .sorted()
                .toList();
    }

    private static boolean isHttp(String name) {
        return House.within(name, "io.vertx.core.http") || House.within(name, "io.vertx.mutiny.core.http");
    }
}
