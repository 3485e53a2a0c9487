package dev.catchwater.rules;

import dev.catchwater.rules.source.SourceRules;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rules of this house for one module, checked over its compiled classes and its source.
 *
 * <p>A <em>place</em>, wherever a method takes one, is a room (the first package below the module's own), the simple
 * name of a top-level class, {@link #ROOT} or {@link #ANYWHERE}. Packages of ours are named without their
 * {@code dev.catchwater.} prefix.
 */
public final class HouseRules {

    /** The place that is the module's own package, without the packages below it. */
    public static final String ROOT = "root";

    /** The place that is the whole module. */
    public static final String ANYWHERE = "anywhere";

    private static final List<Rule> ALL = List.of(
            new Sight(),
            new Cycles(),
            new Purity(),
            new ClockAndDice(),
            new Waiting(),
            new Printing(),
            new OldDates(),
            new Names(),
            new VertxHttp(),
            new NullMarks(),
            new Mocks());

    private final String home;
    private final boolean service;
    private final Set<String> pure = new HashSet<>();
    private final Set<String> stages = new HashSet<>();
    private final Set<String> wiring = new HashSet<>();
    private final Map<String, Set<String>> sights = new HashMap<>();
    private final Map<Grant, Set<String>> grants = new HashMap<>();

    private HouseRules(String home, boolean service) {
        if (!home.startsWith(House.OURS)) {
            throw new IllegalArgumentException(home + " is no package of ours: it starts with " + House.OURS);
        }
        this.home = home;
        this.service = service;
    }

    /** The rules of a service: the room table of the plan, a pure root, clock and dice in {@code setup} alone. */
    public static HouseRules service(String home) {
        return new HouseRules(home, true).clockAndDiceIn("setup").pureRooms(ROOT);
    }

    /** The rules of a library or a program: its rooms are its sub-packages, told apart by the methods below. */
    public static HouseRules library(String home) {
        return new HouseRules(home, false);
    }

    /** Rooms that count as part of the root: seen by all, seeing only the root and each other, without I/O. */
    public HouseRules pureRooms(String... rooms) {
        pure.addAll(List.of(rooms));
        return this;
    }

    /** Rooms of a library that see only its root and pure rooms, and that only the wiring sees. */
    public HouseRules stages(String... rooms) {
        stages.addAll(List.of(rooms));
        return this;
    }

    /** Rooms of a library that may see everyone. */
    public HouseRules wiring(String... rooms) {
        wiring.addAll(List.of(rooms));
        return this;
    }

    /**
     * Lets a place see packages or classes of ours that the plan does not give it, such as {@code "store", "web.keys"} or
     * {@code ANYWHERE, "postgres.StoreAway"}.
     */
    public HouseRules maySee(String place, String... ours) {
        sights.computeIfAbsent(place, p -> new LinkedHashSet<>()).addAll(List.of(ours));
        return this;
    }

    /** The places where {@code io.vertx.core.http} may appear. */
    public HouseRules mayUseVertxHttpIn(String... places) {
        return grant(Grant.VERTX_HTTP, places);
    }

    /** The places where the system's clock and its default randomness may be picked up, to be injected elsewhere. */
    public HouseRules clockAndDiceIn(String... places) {
        return grant(Grant.CLOCK_AND_DICE, places);
    }

    /** The places that may write to standard output and error: a command line's own output. */
    public HouseRules mayPrintIn(String... places) {
        return grant(Grant.PRINT, places);
    }

    /**
     * Checks the module whose folder is the working directory (Surefire's {@code basedir}).
     *
     * @throws AssertionError with one sentence for each finding: the class, the rule and the cure
     */
    public void check() {
        check(Path.of(System.getProperty("basedir", "")).toAbsolutePath());
    }

    void check(Path basedir) {
        var findings = findings(basedir);
        if (!findings.isEmpty()) {
            throw new AssertionError(findings.size() + " of the house's rules broken in " + home + ":\n- "
                    + String.join("\n- ", findings));
        }
    }

    List<String> findings(Path basedir) {
        var house = new House(home, service, pure, stages, wiring, sights, grants);
        var module = Module.in(basedir, house);
        var findings = new ArrayList<String>();
        for (var rule : ALL) {
            findings.addAll(rule.findings(house, module));
        }
        findings.addAll(SourceRules.findings(basedir));
        return findings;
    }

    private HouseRules grant(Grant grant, String... places) {
        grants.computeIfAbsent(grant, g -> new HashSet<>()).addAll(Arrays.asList(places));
        return this;
    }
}
