package dev.catchwater.fairlead.structured;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Base64;

/**
 * A single value (RFC 9651 §3.3). Each type refuses what it could not be written as, so that a bare item can always
 * be serialised; they fail with {@link StructuredFieldException}.
 */
public sealed interface BareItem {
    /** The largest whole number of an Integer or a Date: fifteen digits. */
    long MAX_INTEGER = 999_999_999_999_999L;

    /** The canonical text (RFC 9651 §4.1.3). */
    String serialize();

    /** An Integer of up to fifteen digits (§3.3.1). */
    record Int(long value) implements BareItem {
        public Int {
            checkRange(value);
        }

        @Override
        public String serialize() {
            return Long.toString(value);
        }
    }

    /** A Decimal of up to twelve digits before the point and three after it; more are rounded, half to even (§3.3.2). */
    record Decimal(BigDecimal value) implements BareItem {
        private static final BigDecimal END = BigDecimal.valueOf(1_000_000_000_000L);

        public Decimal {
            BigDecimal rounded = value.setScale(3, RoundingMode.HALF_EVEN);
            if (rounded.abs().compareTo(END) >= 0) {
                throw new StructuredFieldException("a decimal has up to twelve digits before its point");
            }
            BigDecimal shortest = rounded.stripTrailingZeros();
            value = shortest.scale() < 1 ? shortest.setScale(1, RoundingMode.UNNECESSARY) : shortest;
        }

        @Override
        public String serialize() {
            return value.toPlainString();
        }
    }

    /** A String of printable ASCII (§3.3.3). */
    record Text(String value) implements BareItem {
        public Text {
            if (!value.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
                throw new StructuredFieldException("a string is printable ASCII");
            }
        }

        @Override
        public String serialize() {
            return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
        }
    }

    /** A Token (§3.3.4). */
    record Token(String value) implements BareItem {
        private static final String MARKS = "!#$%&'*+-.^_`|~:/";

        public Token {
            if (value.isEmpty() || !isStart(value.charAt(0)) || !value.chars().allMatch(c -> isPart((char) c))) {
                throw new StructuredFieldException("a token begins with a letter or * and goes on in token characters");
            }
        }

        static boolean isStart(char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '*';
        }

        static boolean isPart(char c) {
            return isStart(c) || (c >= '0' && c <= '9') || MARKS.indexOf(c) >= 0;
        }

        @Override
        public String serialize() {
            return value;
        }
    }

    /** A Byte Sequence (§3.3.5). */
    final class ByteSequence implements BareItem {
        private final byte[] value;

        public ByteSequence(byte[] value) {
            this.value = value.clone();
        }

        public byte[] value() {
            return value.clone();
        }

        @Override
        public String serialize() {
            return ':' + Base64.getEncoder().encodeToString(value) + ':';
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof ByteSequence that && Arrays.equals(value, that.value);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(value);
        }

        /** The length only: bytes are often secrets. */
        @Override
        public String toString() {
            return value.length + " bytes";
        }
    }

    /** A Boolean (§3.3.6). */
    record Bool(boolean value) implements BareItem {
        @Override
        public String serialize() {
            return value ? "?1" : "?0";
        }
    }

    /** A Date, in seconds since 1970 (§3.3.7). */
    record Date(long epochSeconds) implements BareItem {
        public Date {
            checkRange(epochSeconds);
        }

        @Override
        public String serialize() {
            return "@" + epochSeconds;
        }
    }

    /** A Display String: any Unicode text without unpaired surrogates (§3.3.8). */
    record DisplayString(String value) implements BareItem {
        public DisplayString {
            DisplayStrings.check(value);
        }

        @Override
        public String serialize() {
            return DisplayStrings.serialize(value);
        }
    }

    private static void checkRange(long value) {
        if (value > MAX_INTEGER || value < -MAX_INTEGER) {
            throw new StructuredFieldException("a whole number has up to fifteen digits");
        }
    }
}
