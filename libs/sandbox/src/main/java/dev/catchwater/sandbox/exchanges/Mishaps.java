package dev.catchwater.sandbox.exchanges;

/** What is asked to go wrong with the next messages of a stream. */
final class Mishaps {

    /** What becomes of a message. */
    enum Fate {
        SENT,
        LOST,
        TWICE,
        /** Sent after the next one. */
        LATE
    }

    private int lose;
    private int twice;
    private int swap;

    void lose(int count) {
        lose = count;
    }

    void twice(int count) {
        twice = count;
    }

    void swap(int count) {
        swap = count;
    }

    /** The fate of the next message, which is decided once for all who read it. */
    Fate next() {
        if (lose > 0) {
            lose--;
            return Fate.LOST;
        }
        if (swap > 0) {
            swap--;
            return Fate.LATE;
        }
        if (twice > 0) {
            twice--;
            return Fate.TWICE;
        }
        return Fate.SENT;
    }
}
