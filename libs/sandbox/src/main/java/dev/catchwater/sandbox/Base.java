package dev.catchwater.sandbox;

import java.util.function.Supplier;

/** The sandbox's own address; known once it listens. */
final class Base implements Supplier<String> {

    private volatile String address = "http://127.0.0.1";

    void set(int port) {
        address = "http://127.0.0.1:" + port;
    }

    @Override
    public String get() {
        return address;
    }
}
