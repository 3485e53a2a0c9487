package dev.catchwater.load.wire;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Keys from 1, of which the n-th is asked for in proportion to n to the power of minus the exponent. */
final class Zipf {
    private final double[] cumulative;
    private final RandomGenerator random;

    Zipf(int keys, double exponent, RandomGenerator random) {
        this.random = random;
        cumulative = new double[keys];
        double sum = 0;
        for (int i = 0; i < keys; i++) {
            sum += Math.pow(i + 1, -exponent);
            cumulative[i] = sum;
        }
    }

    int next() {
        double at = random.nextDouble() * cumulative[cumulative.length - 1];
        int found = Arrays.binarySearch(cumulative, at);
        return Math.min(cumulative.length, (found < 0 ? -found - 1 : found) + 1);
    }
}
