package dev.catchwater.aggregator.setup;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** What this replica is called. */
final class Node {

    private Node() {}

    static String name(AggregatorConfig config, int port) {
        return config.node().orElseGet(() -> host() + ":" + port).replace('/', '_');
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
