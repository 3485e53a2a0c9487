package dev.catchwater.edge.eviction;

/** How much something is worth keeping, told at each use; of a sample the least goes. */
@FunctionalInterface
interface Score {
    /** Cherkasova's GDSF with the cost of a miss the same for all: the age, and uses for each byte. */
    Score GDSF = (candidate, tick, age) -> age + (double) candidate.uses / candidate.bytes;

    /** The later the better. */
    Score LRU = (candidate, tick, age) -> tick;

    /**
     * What it is worth now.
     *
     * @param tick counts uses of anything
     * @param age the worth of the last one that went: what is not used any more is overtaken by it
     */
    double of(Candidate candidate, long tick, double age);
}
