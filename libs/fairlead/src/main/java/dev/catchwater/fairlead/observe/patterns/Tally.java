package dev.catchwater.fairlead.observe.patterns;

/** Counts that can be added up. Not thread-safe. */
final class Tally {
    static final long UNKNOWN = -1;
    /** What one takes, roughly. */
    static final int BYTES = 120;

    /** Sizes in bytes. */
    static final class Bytes {
        long count;
        long sum;
        long max;

        void record(long bytes) {
            if (bytes != UNKNOWN) {
                count++;
                sum += bytes;
                max = Math.max(max, bytes);
            }
        }

        void add(Bytes other) {
            count += other.count;
            sum += other.sum;
            max = Math.max(max, other.max);
        }

        Figures.Sizes sizes() {
            return new Figures.Sizes(count, count == 0 ? 0 : sum / count, max);
        }
    }

    long attempts;
    long errors;
    final Bytes sent = new Bytes();
    final Bytes received = new Bytes();

    void record(Sample sample) {
        attempts++;
        errors += sample.error() ? 1 : 0;
        sent.record(sample.sentBytes());
        received.record(sample.receivedBytes());
    }

    void add(Tally other) {
        attempts += other.attempts;
        errors += other.errors;
        sent.add(other.sent);
        received.add(other.received);
    }
}
