package dev.catchwater.testkit.http2;

import java.io.ByteArrayOutputStream;

/**
 * The Huffman code of HPACK (RFC 7541 Appendix B). It is canonical: codes of one length follow each other in the order
 * of their symbols, and each length goes on where the one before ended. So the 257 lengths say it all.
 */
final class Huffman {
    /** The length of each symbol's code in base 36; the last one is that of EOS. */
    private static final String LENGTHS = "dnsssssssoussussssssssusssssssss6aacd68baa8b8666555666666678f6ca"
            + "d67777777777777777777777878djde6f56565666577666567655677777fbeds"
            + "kmkkmmmnmnnnnnonoomnonnnnlmnmnnomlkmmnnlnmmolmnnllmlnmnnkmmmnmmn"
            + "qqkjmnmpqqqrrqopjlqrrqrollqqsrrrkoklmllnmmppooqnqrqqrrrrrsrrrrrqu";

    private static final int EOS = 256;
    private static final int LONGEST = 30;

    /** The first code of each length, how many there are, and where their symbols begin in the order of codes. */
    private static final int[] FIRST = new int[LONGEST + 1];

    private static final int[] COUNT = new int[LONGEST + 1];
    private static final int[] START = new int[LONGEST + 1];
    private static final int[] SYMBOLS = new int[EOS + 1];

    static {
        int at = 0;
        int code = 0;
        for (int length = 1; length <= LONGEST; length++) {
            code <<= 1;
            FIRST[length] = code;
            START[length] = at;
            for (int symbol = 0; symbol <= EOS; symbol++) {
                if (Character.digit(LENGTHS.charAt(symbol), 36) == length) {
                    SYMBOLS[at++] = symbol;
                    COUNT[length]++;
                }
            }
            code += COUNT[length];
        }
    }

    private Huffman() {}

    static byte[] decode(byte[] coded) throws BrokenFrameException {
        var text = new ByteArrayOutputStream(coded.length * 2);
        int code = 0;
        int length = 0;
        boolean allOnes = true;
        for (int bit = 0; bit < coded.length * 8; bit++) {
            int next = (coded[bit >> 3] >> (7 - (bit & 7))) & 1;
            code = (code << 1) | next;
            length++;
            allOnes &= next == 1;
            int index = code - FIRST[length]; // every string of 30 bits begins with a code, so there is no 31st
            if (index >= 0 && index < COUNT[length]) {
                int symbol = SYMBOLS[START[length] + index];
                if (symbol == EOS) { // RFC 7541 §5.2
                    throw new BrokenFrameException(9, "EOS inside a Huffman string");
                }
                text.write(symbol);
                code = 0;
                length = 0;
                allOnes = true;
            }
        }
        if (length > 7 || !allOnes) { // RFC 7541 §5.2: padding is the begin of EOS, shorter than a byte
            throw new BrokenFrameException(9, "a Huffman string is not padded by ones");
        }
        return text.toByteArray();
    }
}
