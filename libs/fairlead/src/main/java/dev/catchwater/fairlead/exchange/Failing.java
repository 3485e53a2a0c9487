package dev.catchwater.fairlead.exchange;

import dev.catchwater.fairlead.HttpFailure;

/** What a part of an exchange ends with its failure. */
interface Failing {
    void failed(HttpFailure failure);
}
