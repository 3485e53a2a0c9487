package dev.catchwater.rules;

import java.util.List;

/** Nobody sleeps, tests included. */
final class Waiting implements Rule {

    @Override
    public List<String> findings(House house, Module module) {
        return Use.forbidden(
                module.all(),
                use -> use.is("java.lang.Thread", "sleep") || use.is("java.util.concurrent.TimeUnit", "sleep"),
                "nobody sleeps; ask a timer in main code, and wait for a condition in a test.");
    }
}
