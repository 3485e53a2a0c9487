package dev.catchwater.fairlead.batch;

import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.Request;

/**
 * How one of many calls ended.
 *
 * @param <T> what is read from its answer
 */
public sealed interface BatchResult<T> {
    /** Which request it was, from 0. */
    int index();

    Request request();

    /** It was answered, and the answer was read. */
    record Done<T>(int index, Request request, T value) implements BatchResult<T> {}

    /** It was not, or the answer could not be read. */
    record Failed<T>(int index, Request request, HttpFailure failure) implements BatchResult<T> {}
}
