package dev.catchwater.load.origin;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The objects that caches are compared with: {@code /b/BYTES/KEY} is so many bytes, which begin with their own path. */
public final class Bodies {
    private Bodies() {}

    /** The path of one. */
    public static String path(int bytes, int key) {
        return "/b/" + bytes + "/" + key;
    }

    /** How long what a path names is. */
    public static int length(String path) {
        return Integer.parseInt(path.split("/", -1)[2]);
    }

    /** What a path names, filled up by the letter x. */
    public static byte[] content(String path, int length) {
        byte[] content = new byte[length];
        Arrays.fill(content, (byte) 'x');
        byte[] name = (path + "\n").getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(name, 0, content, 0, Math.min(name.length, length));
        return content;
    }
}
