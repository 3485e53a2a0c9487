package dev.catchwater.edge.tally;

/**
 * A second.
 *
 * @param at when it ended, in seconds since 1970
 * @param responses that ended in it
 * @param hits of these that came from the store unasked
 * @param collapsed of these that were answered with another one
 * @param origin requests to origins
 * @param failed responses that failed, or of status 5xx
 * @param bytes of content
 * @param storedP50 half of those from the store took no longer, in microseconds; 0 where there were none
 * @param storedP99 and 99 of 100
 * @param fetchedP50 the same of the others
 * @param fetchedP99 the same of the others
 */
public record Point(
        long at,
        long responses,
        long hits,
        long collapsed,
        long origin,
        long failed,
        long bytes,
        long storedP50,
        long storedP99,
        long fetchedP50,
        long fetchedP99) {}
