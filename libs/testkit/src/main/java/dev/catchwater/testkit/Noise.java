package dev.catchwater.testkit;

import java.util.Random;

/** Bytes that are no protocol, the same ones each time. */
final class Noise {
    private Noise() {}

    /** Never the begin of a line or a small frame: each byte has its highest bit set. */
    static byte[] bytes(int count) {
        byte[] noise = new byte[count];
        new Random(count).nextBytes(noise);
        for (int i = 0; i < count; i++) {
            noise[i] |= (byte) 0x80;
        }
        return noise;
    }
}
