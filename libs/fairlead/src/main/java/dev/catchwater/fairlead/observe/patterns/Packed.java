package dev.catchwater.fairlead.observe.patterns;

import java.io.ByteArrayOutputStream;
import org.HdrHistogram.HistogramIterationValue;
import org.HdrHistogram.IntCountsHistogram;

/**
 * A histogram's counts that are not zero, two to five bytes each. HdrHistogram has such a form of its own, but to read it
 * takes a new histogram and many times as long.
 */
final class Packed {
    /** The bits of values that are below the histogram's resolution. */
    private static final int SHIFT = 6;

    private final byte[] bytes;

    private Packed(byte[] bytes) {
        this.bytes = bytes;
    }

    static Packed of(IntCountsHistogram histogram) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        long last = 0;
        for (HistogramIterationValue value : histogram.recordedValues()) {
            long scaled = value.getValueIteratedTo() >> SHIFT;
            write(out, scaled - last);
            write(out, value.getCountAddedInThisIterationStep());
            last = scaled;
        }
        return new Packed(out.toByteArray());
    }

    int length() {
        return bytes.length;
    }

    void addTo(IntCountsHistogram histogram) {
        Reader reader = new Reader();
        long scaled = 0;
        while (reader.at < bytes.length) {
            scaled += reader.next();
            histogram.recordValueWithCount(scaled << SHIFT, reader.next());
        }
    }

    /** Seven bits a byte, the lowest first; all but the last have the eighth. */
    private static void write(ByteArrayOutputStream out, long number) {
        long left = number;
        while (left > 0x7f) {
            out.write((int) (left & 0x7f) | 0x80);
            left >>>= 7;
        }
        out.write((int) left);
    }

    private final class Reader {
        int at;

        long next() {
            long number = 0;
            for (int shift = 0; ; shift += 7) {
                byte part = bytes[at++];
                number |= (long) (part & 0x7f) << shift;
                if (part >= 0) {
                    return number;
                }
            }
        }
    }
}
