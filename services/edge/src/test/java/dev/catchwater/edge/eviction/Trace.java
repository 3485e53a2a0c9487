package dev.catchwater.edge.eviction;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.tukaani.xz.XZInputStream;

/** Recorded requests, and what a cache of some size makes of them. */
record Trace(List<Asked> requests) {
    record Asked(long key, long bytes) {}

    /** Parts of all requests, and of all their bytes, that were answered from the cache. */
    record Ratios(double objects, double bytes) {}

    private static final class Kept extends Candidate {
        Kept(Asked asked) {
            super(asked.key(), asked.bytes());
        }
    }

    /** Lines of time, id and size; the key is id and size together. */
    static Trace adaptSize() {
        List<Asked> requests = new ArrayList<>();
        Map<String, Long> keys = new HashMap<>();
        for (String line : new String(read("adaptsize-request.trace.xz"), StandardCharsets.US_ASCII).split("\n")) {
            String[] words = line.split(" ");
            long key = keys.computeIfAbsent(words[1] + " " + words[2], name -> (long) keys.size());
            requests.add(new Asked(key, Long.parseLong(words[2])));
        }
        return new Trace(requests);
    }

    /** A number a request; no sizes are known. */
    static Trace sizeless(String file) {
        List<Asked> requests = new ArrayList<>();
        ByteBuffer numbers = ByteBuffer.wrap(read(file));
        while (numbers.remaining() >= 4) {
            requests.add(new Asked(numbers.getInt(), 1));
        }
        return new Trace(requests);
    }

    private static byte[] read(String file) {
        String vectors = System.getenv("CATCHWATER_VECTORS");
        assumeTrue(vectors != null, "CATCHWATER_VECTORS names no folder of recorded traces");
        try (InputStream in =
                new DataInputStream(new XZInputStream(Files.newInputStream(Path.of(vectors, "edge", file))))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long footprint() {
        return requests.stream().distinct().mapToLong(Asked::bytes).sum();
    }

    /** What the policy makes of a cache that has room for so many bytes. */
    Ratios run(Policy policy, long room) {
        Eviction eviction = policy.create(new Random(1));
        Map<Long, Kept> cache = new HashMap<>();
        long held = 0;
        long hits = 0;
        long hitBytes = 0;
        long allBytes = 0;
        for (Asked asked : requests) {
            allBytes += asked.bytes();
            Kept found = cache.get(asked.key());
            if (found != null) {
                eviction.used(found);
                hits++;
                hitBytes += asked.bytes();
            } else if (asked.bytes() <= room) {
                while (held + Math.max(1, asked.bytes()) > room) {
                    Candidate victim = eviction.victim();
                    eviction.removed(victim);
                    cache.remove(victim.fingerprint);
                    held -= victim.bytes();
                }
                Kept kept = new Kept(asked);
                cache.put(asked.key(), kept);
                eviction.added(kept);
                held += kept.bytes();
            }
        }
        return new Ratios((double) hits / requests.size(), (double) hitBytes / allBytes);
    }
}
