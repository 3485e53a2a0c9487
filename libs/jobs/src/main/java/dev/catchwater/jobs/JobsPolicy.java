package dev.catchwater.jobs;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * How jobs are run in this process.
 *
 * @param schema where the tables are, as the connections spell it
 * @param workers jobs at a time, 1 to 10,000, each on a virtual thread; 16
 * @param poll how often Postgres is asked for what is due; 1 s
 * @param heartbeat how often a process says that it still works on a job; who is silent for four of them is dead, and
 *     its jobs are taken over; 15 s
 * @param drain how long {@link Jobs#close} waits for jobs that run; 10 s
 */
public record JobsPolicy(String schema, int workers, Duration poll, Duration heartbeat, Duration drain) {
    private static final Pattern SCHEMA = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

    public JobsPolicy {
        if (!SCHEMA.matcher(schema).matches()) {
            throw new IllegalArgumentException("A schema's name is small letters, digits and underscores: " + schema);
        }
        if (workers < 1 || workers > 10_000) {
            throw new IllegalArgumentException("From 1 to 10,000 workers: " + workers);
        }
        positive("poll", poll);
        positive("heartbeat", heartbeat);
        positive("drain", drain);
    }

    public static JobsPolicy in(String schema) {
        return new JobsPolicy(schema, 16, Duration.ofSeconds(1), Duration.ofSeconds(15), Duration.ofSeconds(10));
    }

    public JobsPolicy withWorkers(int many) {
        return new JobsPolicy(schema, many, poll, heartbeat, drain);
    }

    public JobsPolicy withPoll(Duration every) {
        return new JobsPolicy(schema, workers, every, heartbeat, drain);
    }

    public JobsPolicy withHeartbeat(Duration every) {
        return new JobsPolicy(schema, workers, poll, every, drain);
    }

    public JobsPolicy withDrain(Duration limit) {
        return new JobsPolicy(schema, workers, poll, heartbeat, limit);
    }

    private static void positive(String name, Duration value) {
        if (value.toMillis() < 1 || value.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException("From 1 ms to an hour: " + name + " " + value);
        }
    }
}
