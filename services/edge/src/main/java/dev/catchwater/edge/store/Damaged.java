package dev.catchwater.edge.store;

import java.io.IOException;

/** A file is not what was written. */
final class Damaged extends IOException {
    Damaged(String what) {
        super(what);
    }
}
