package dev.catchwater.local.start;

import java.util.List;

/**
 * One of our services as the launcher knows it.
 *
 * @param port where its page and API are by default; for the edge that is its control plane
 * @param management the default of its management port
 * @param stores whether it needs Postgres and Redis before it starts
 * @param heap megabytes
 */
record Service(String name, String title, int port, int management, boolean stores, int heap) {

    static final List<Service> ALL = List.of(
            new Service("aggregator", "Many social platforms in one timeline", 8081, 9081, true, 256),
            new Service("prices", "Offers of many shops, compared", 8082, 9082, true, 160),
            new Service("weather", "Many forecasts in one dashboard", 8083, 9083, true, 160),
            new Service("trading", "A trading bot that keeps its ledger", 8084, 9084, true, 160),
            new Service("edge", "A cache node: its control plane", 8185, 9085, false, 160));

    /** Named in the environment by this when its ports are moved. */
    String portName() {
        return name.equals("edge") ? "edge-control" : name;
    }

    String managementName() {
        return name + "-management";
    }
}
