package dev.catchwater.load.wire;

import dev.catchwater.load.Options;
import dev.catchwater.load.origin.Bodies;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** What a client asks for, one request after another. */
final class Plans {
    private Plans() {}

    /**
     * The one of a name: {@code zipf} (hits of one size), {@code tagged} (each key of a tag once), {@code mix} (of
     * sizes, parts, confirmations, and keys more than a cache holds).
     */
    static Supplier<Ask> of(Options options) {
        RandomGenerator random = new SplittableRandom(options.number("seed", 1));
        int keys = options.number("keys", 1_000);
        int bytes = options.number("bytes", 1_024);
        return switch (options.text("plan", "zipf")) {
            case "zipf" -> zipf(keys, bytes, random);
            case "tagged" -> new Tagged(bytes, options.text("tag", "tag"));
            case "mix" -> new Mix(new Zipf(keys, 0.9, random), random);
            default -> throw new IllegalArgumentException("no such plan: " + options.text("plan", ""));
        };
    }

    private static Supplier<Ask> zipf(int keys, int bytes, RandomGenerator random) {
        Ask[] all = new Ask[keys];
        for (int i = 0; i < keys; i++) {
            all[i] = Ask.whole(Bodies.path(bytes, i + 1));
        }
        Zipf zipf = new Zipf(keys, 0.9, random);
        return () -> all[zipf.next() - 1];
    }

    private static final class Tagged implements Supplier<Ask> {
        private final int bytes;
        private final String tag;
        private int key;

        Tagged(int bytes, String tag) {
            this.bytes = bytes;
            this.tag = tag;
        }

        @Override
        public Ask get() {
            return Ask.whole("/t/" + bytes + "/" + tag + "/" + ++key);
        }
    }

    private record Mix(Zipf zipf, RandomGenerator random) implements Supplier<Ask> {
        @Override
        public Ask get() {
            int key = zipf.next();
            // A key has one size: mostly small, one in a hundred a mebibyte.
            int bytes = switch (Integer.remainderUnsigned(key * 0x9E3779B9, 100)) {
                case 0 -> 1 << 20;
                case 1, 2, 3, 4, 5 -> 100 << 10;
                case 6, 7, 8, 9, 10, 11, 12, 13, 14, 15 -> 10 << 10;
                default -> 1 << 10;
            };
            String path = Bodies.path(bytes, key);
            return switch (random.nextInt(20)) {
                case 0 -> Ask.part(path, 512);
                case 1 -> Ask.confirmation(path);
                case 2 -> Ask.whole("/s/" + bytes + "/" + key);
                default -> Ask.whole(path);
            };
        }
    }
}
