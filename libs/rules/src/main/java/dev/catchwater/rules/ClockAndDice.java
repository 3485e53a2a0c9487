package dev.catchwater.rules;

import java.util.List;
import java.util.Set;

/** Time is injected and randomness seeded: the system's own are picked up in one named place. */
final class ClockAndDice implements Rule {

    private static final Set<String> CLOCKS =
            Set.of("system", "systemUTC", "systemDefaultZone", "tickMillis", "tickSeconds", "tickMinutes");

    @Override
    public List<String> findings(House house, Module module) {
        return Use.forbidden(
                module.main().stream(),
                use -> isUnseeded(use) || (isAmbient(use) && !house.grants(Grant.CLOCK_AND_DICE, use.user())),
                "time is injected and randomness seeded; take an InstantSource or a RandomGenerator as an argument.");
    }

    private static boolean isUnseeded(Use use) {
        return use.is("java.lang.Math", "random")
                || use.is("java.lang.StrictMath", "random")
                || use.is("java.util.concurrent.ThreadLocalRandom", "current")
                || (use.constructs("java.util.Random") && use.takes(0))
                || (use.constructs("java.util.SplittableRandom") && use.takes(0))
                || (use.is("java.util.Collections", "shuffle") && use.takes(1));
    }

    private static boolean isAmbient(Use use) {
        return use.is("java.lang.System", "currentTimeMillis", "nanoTime")
                || (use.owner().startsWith("java.time.") && readsClock(use))
                || use.is("java.util.random.RandomGenerator", "getDefault", "of")
                || (use.is("java.util.random.RandomGeneratorFactory", "create") && use.takes(0));
    }

    private static boolean readsClock(Use use) {
        return switch (use.owner()) {
            case "java.time.Clock", "java.time.InstantSource" -> CLOCKS.contains(use.member());
            default -> use.member().equals("now") && !use.parameters().contains("java.time.Clock");
        };
    }
}
