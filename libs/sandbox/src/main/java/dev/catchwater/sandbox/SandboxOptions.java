package dev.catchwater.sandbox;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a sandbox runs.
 *
 * @param port to listen on at 127.0.0.1; 0 for a free one
 * @param seed of everything random: the same seed at the same time is the same world
 * @param speed seconds of the world in a second of the clock
 * @param pace factor on how often the world does something by itself; 0 for a world that only obeys
 * @param history how much of the world's past there is at the start, at most 7 days
 * @param data folder in which commands and OAuth grants outlive the process, or null to forget them
 * @param clock the time on the wire: budgets, dates, logs; the world's time starts from it
 * @param heartbeat interval of a stream's heartbeat
 * @param tokens user tokens that are valid from the start on every Mastodon instance, each with its user's name
 */
public record SandboxOptions(
        int port,
        long seed,
        double speed,
        double pace,
        Duration history,
        @Nullable Path data,
        InstantSource clock,
        Duration heartbeat,
        Map<String, String> tokens) {

    /** The user token of local mode: it opens nothing but the sandbox. */
    public static final String DEMO_TOKEN = "sandbox-demo-token";

    private static final Duration MOST_HISTORY = Duration.ofDays(7);

    /** Checks the ranges. */
    public SandboxOptions {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port must be 0 to 65535: " + port);
        }
        if (!(pace >= 0 && pace <= 100)) {
            throw new IllegalArgumentException("pace must be 0 to 100: " + pace);
        }
        if (history.isNegative() || history.compareTo(MOST_HISTORY) > 0) {
            throw new IllegalArgumentException("history must be at most 7 days: " + history);
        }
        if (heartbeat.toMillis() < 1) {
            throw new IllegalArgumentException("heartbeat must be at least a millisecond: " + heartbeat);
        }
        tokens = Map.copyOf(tokens);
    }

    /** A living world with a day behind it, on a free port, with the demo user. */
    public static SandboxOptions living() {
        return new SandboxOptions(
                0,
                1,
                1,
                1,
                Duration.ofDays(1),
                null,
                InstantSource.system(),
                Duration.ofSeconds(15),
                Map.of(DEMO_TOKEN, "demo"));
    }

    /** An empty world in which only what is commanded happens: for tests that count. */
    public static SandboxOptions quiet() {
        return living().withPace(0).withHistory(Duration.ZERO);
    }

    /** These options with another port. */
    public SandboxOptions withPort(int port) {
        return new SandboxOptions(port, seed, speed, pace, history, data, clock, heartbeat, tokens);
    }

    /** These options with another seed. */
    public SandboxOptions withSeed(long seed) {
        return new SandboxOptions(port, seed, speed, pace, history, data, clock, heartbeat, tokens);
    }

    /** These options with another speed. */
    public SandboxOptions withSpeed(double speed) {
        return new SandboxOptions(port, seed, speed, pace, history, data, clock, heartbeat, tokens);
    }

    /** These options with another pace. */
    public SandboxOptions withPace(double pace) {
        return new SandboxOptions(port, seed, speed, pace, history, data, clock, heartbeat, tokens);
    }

    /** These options with another length of past. */
    public SandboxOptions withHistory(Duration history) {
        return new SandboxOptions(port, seed, speed, pace, history, data, clock, heartbeat, tokens);
    }

    /** These options with a folder that outlives the process. */
    public SandboxOptions withData(@Nullable Path data) {
        return new SandboxOptions(port, seed, speed, pace, history, data, clock, heartbeat, tokens);
    }

    /** These options on another clock. */
    public SandboxOptions withClock(InstantSource clock) {
        return new SandboxOptions(port, seed, speed, pace, history, data, clock, heartbeat, tokens);
    }

    /** These options with another heartbeat. */
    public SandboxOptions withHeartbeat(Duration heartbeat) {
        return new SandboxOptions(port, seed, speed, pace, history, data, clock, heartbeat, tokens);
    }

    /** These options with other user tokens. */
    public SandboxOptions withTokens(Map<String, String> tokens) {
        return new SandboxOptions(port, seed, speed, pace, history, data, clock, heartbeat, tokens);
    }
}
