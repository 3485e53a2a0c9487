package dev.catchwater.testkit;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** One thing a {@link Match} asks of a request: what about, what is wanted, whether it holds, how it differs. */
record Condition(
        String subject, String wanted, Predicate<Received> holds, Function<Received, List<Difference>> differences) {}
