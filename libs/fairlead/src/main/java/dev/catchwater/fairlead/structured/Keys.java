package dev.catchwater.fairlead.structured;

/** Keys of dictionaries and parameters (RFC 9651 §3.1.2). */
final class Keys {
    private Keys() {}

    static boolean isStart(char c) {
        return (c >= 'a' && c <= 'z') || c == '*';
    }

    static boolean isPart(char c) {
        return isStart(c) || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.';
    }

    static void check(String key) {
        if (key.isEmpty() || !isStart(key.charAt(0)) || !key.chars().allMatch(c -> isPart((char) c) && c < 128)) {
            throw new StructuredFieldException("a key is lower-case letters, digits, _, -, . and *");
        }
    }
}
