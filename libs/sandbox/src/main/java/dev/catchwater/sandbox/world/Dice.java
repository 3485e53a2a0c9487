package dev.catchwater.sandbox.world;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Randomness that is a function of a seed and a key: the same seed and key always roll the same, in any process, in any
 * order of asking. That is what lets a restarted world remember what it never stored.
 */
public final class Dice {

    private final SplittableRandom random;

    private Dice(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** Dice for this key; equal arguments roll equal sequences. */
    public static Dice of(long seed, String key, long index) {
        // FNV-1a 64: String.hashCode has too few bits to keep keys apart.
        long hash = 0xcbf29ce484222325L ^ seed;
        for (int i = 0; i < key.length(); i++) {
            hash = (hash ^ key.charAt(i)) * 0x100000001b3L;
        }
        return new Dice(hash * 31 + index * 0x9e3779b97f4a7c15L);
    }

    /** Uniform in {@code [0, bound)}. */
    public int below(int bound) {
        return random.nextInt(bound);
    }

    /** Uniform in {@code [from, to)}. */
    public long between(long from, long to) {
        return random.nextLong(from, to);
    }

    /** True with this probability. */
    public boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /** One of them, each as likely. */
    public <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** A Poisson count (Knuth's product method, so keep the mean under some 500). */
    public int poisson(double mean) {
        double limit = Math.exp(-mean);
        int count = 0;
        for (double product = random.nextDouble(); product > limit; product *= random.nextDouble()) {
            count++;
        }
        return count;
    }
}
