package dev.catchwater.fairlead.balance;

import dev.catchwater.fairlead.HttpFailure;

/** What a pool says to an attempt. */
sealed interface Turn {
    /** It goes to this one, which counts it as in flight until it is settled. */
    record To(Member member, long began) implements Turn {}

    /** Nothing is known of the endpoints yet: it is told when something is. */
    record Wait() implements Turn {}

    /** There is nobody to ask. */
    record Nobody(HttpFailure failure) implements Turn {}
}
