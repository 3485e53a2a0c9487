package dev.catchwater.rules;

import java.util.List;

/** Fakes are products; there is no mocking library, in tests least of all. */
final class Mocks implements Rule {

    @Override
    public List<String> findings(House house, Module module) {
        return module.all()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .filter(dependency -> House.within(dependency.getTargetClass().getPackageName(), "org.mockito"))
                .map(dependency -> dependency.getOriginClass().getName()
                        + " uses Mockito: no mocking library; write a small fake or use testkit.")
                .distinct()
                .sorted()
                .toList();
    }
}
