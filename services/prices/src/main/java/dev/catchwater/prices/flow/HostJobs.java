package dev.catchwater.prices.flow;

import io.smallrye.mutiny.Uni;

/** Has a host's job run soon; there is one for each host that has pages. */
public interface HostJobs {

    /** Makes sure that the host has a job, and has it run now if it only waits. */
    Uni<Void> wake(String origin);
}
