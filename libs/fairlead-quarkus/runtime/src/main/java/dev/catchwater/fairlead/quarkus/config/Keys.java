package dev.catchwater.fairlead.quarkus.config;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.runtime.configuration.MemorySize;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;

/** The keys of one group, and what their values must be; a value that is not fails by the key's name. */
record Keys(String prefix) {
    static Keys of(String client) {
        return new Keys("fairlead.\"" + client + "\"");
    }

    Keys in(String group) {
        return new Keys(prefix + "." + group);
    }

    Duration positive(String key, Duration value) {
        return check(key, value, value.isPositive() && isShort(value), "must be more than nothing, and at most a year");
    }

    Duration notNegative(String key, Duration value) {
        return check(key, value, !value.isNegative() && isShort(value), "must not be negative, and at most a year");
    }

    /** Vert.x counts the milliseconds of connecting in an int. */
    Duration brief(String key, Duration value) {
        return check(
                key,
                value,
                value.isPositive() && value.compareTo(Duration.ofDays(1)) <= 0,
                "must be more than nothing, and at most a day");
    }

    Duration between(String key, Duration value, Duration least, Duration most) {
        boolean fits = value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
        return check(key, value, fits, "must be from " + least + " to " + most);
    }

    int between(String key, int value, int least, int most) {
        return check(key, value, value >= least && value <= most, "must be from " + least + " to " + most);
    }

    double between(String key, double value, double least, double most) {
        return check(key, value, value >= least && value <= most, "must be from " + least + " to " + most);
    }

    double overZero(String key, double value) {
        return check(key, value, value > 0 && value <= 1, "must be over 0 and up to 1");
    }

    double share(String key, double value) {
        return check(key, value, value >= 0 && value <= 1, "must be from 0 to 1");
    }

    long bytes(String key, MemorySize value, long least, long most) {
        BigInteger size = value.asBigInteger();
        boolean fits = size.compareTo(BigInteger.valueOf(least)) >= 0 && size.compareTo(BigInteger.valueOf(most)) <= 0;
        return check(key, size, fits, "must be from " + least + " to " + most + " bytes")
                .longValue();
    }

    /** What several keys make together; that they do not fit is told by the group's name. */
    <T> T together(Supplier<T> policy) {
        try {
            return policy.get();
        } catch (IllegalArgumentException unfit) {
            throw new ConfigurationException(prefix + ".*: " + unfit.getMessage(), unfit, Set.of(prefix));
        }
    }

    Keys named(String group, String name) {
        return in(group + ".\"" + name + "\"");
    }

    /** What is not there. The build does not complain: it may come at the start. */
    ConfigurationException missing(String key, String why) {
        String full = prefix + "." + key;
        return new MissingKeyException(full + " " + why, full);
    }

    ConfigurationException wrong(String key, String why) {
        String full = prefix + "." + key;
        return new ConfigurationException(full + " " + why, Set.of(full));
    }

    private <T> T check(String key, T value, boolean fits, String must) {
        if (!fits) {
            throw wrong(key, "is " + value + ", but " + must);
        }
        return value;
    }

    private static boolean isShort(Duration value) {
        return value.compareTo(Duration.ofDays(366)) <= 0;
    }
}
