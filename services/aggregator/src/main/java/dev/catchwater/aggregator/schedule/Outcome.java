package dev.catchwater.aggregator.schedule;

/** How an attempt ended, as far as the schedule cares. */
public sealed interface Outcome {

    /** It answered; so many posts were new. */
    record Answered(int fresh) implements Outcome {}

    /** It failed, for the given time in a row (1 = the first). */
    record Failed(int inARow) implements Outcome {}

    /** It is gone for good and is not to be asked again. */
    record Ended() implements Outcome {}
}
