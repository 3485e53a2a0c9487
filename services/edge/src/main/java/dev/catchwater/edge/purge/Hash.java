package dev.catchwater.edge.purge;

/** 64 bits of a text, told apart by kind. Two texts that share them are purged together, which costs a fetch. */
final class Hash {
    private static final long PRIME = 0x100000001b3L;

    private Hash() {}

    static long of(char kind) {
        return add(0xcbf29ce484222325L, kind);
    }

    static long of(char kind, String text) {
        return end(add(of(kind), text, 0, text.length()));
    }

    static long add(long hash, char c) {
        return (hash ^ c) * PRIME;
    }

    static long add(long hash, String text, int from, int to) {
        long sum = hash;
        for (int i = from; i < to; i++) {
            sum = add(sum, text.charAt(i));
        }
        return sum;
    }

    /** FNV leaves the high bits of short texts alike. */
    static long end(long hash) {
        long mixed = (hash ^ (hash >>> 32)) * 0x9e3779b97f4a7c15L;
        return mixed ^ (mixed >>> 29);
    }
}
