package dev.catchwater.fairlead.structured;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Unicode text as percent-encoded UTF-8 (RFC 9651 §4.1.11, §4.2.10). */
final class DisplayStrings {
    private static final String HEX = "0123456789abcdef";

    private DisplayStrings() {}

    static void check(String text) {
        encoded(text);
    }

    static String serialize(String text) {
        StringBuilder out = new StringBuilder("%\"");
        ByteBuffer bytes = encoded(text);
        while (bytes.hasRemaining()) {
            int b = bytes.get() & 0xff;
            if (b == '%' || b == '"' || b < ' ' || b >= 0x7f) {
                out.append('%').append(HEX.charAt(b >> 4)).append(HEX.charAt(b & 15));
            } else {
                out.append((char) b);
            }
        }
        return out.append('"').toString();
    }

    private static ByteBuffer encoded(String text) {
        try {
            return StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
        } catch (CharacterCodingException unpaired) {
            throw new StructuredFieldException("a display string has no unpaired surrogates");
        }
    }

    /** Reads what follows the percent sign, up to and with the closing quote. */
    static BareItem.DisplayString parse(Cursor in) {
        in.expect('"');
        // A character is a byte here, until the whole is decoded.
        StringBuilder bytes = new StringBuilder();
        while (true) {
            char c = in.next();
            if (c < ' ' || c >= 0x7f) {
                throw in.fail("a display string is printable ASCII on the wire");
            } else if (c == '%') {
                bytes.append((char) (hex(in) << 4 | hex(in)));
            } else if (c == '"') {
                return decoded(bytes.toString().getBytes(StandardCharsets.ISO_8859_1), in);
            } else {
                bytes.append(c);
            }
        }
    }

    private static int hex(Cursor in) {
        int digit = HEX.indexOf(in.next());
        if (digit < 0) {
            throw in.fail("percent signs are followed by two lower-case hexadecimal digits");
        }
        return digit;
    }

    private static BareItem.DisplayString decoded(byte[] bytes, Cursor in) {
        try {
            return new BareItem.DisplayString(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException invalid) {
            throw in.fail("a display string is UTF-8");
        }
    }
}
