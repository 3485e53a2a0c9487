package dev.catchwater.local.start;

import dev.catchwater.local.StartFailure;
import dev.catchwater.local.process.Ports;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which part listens on which port: the defaults, or what {@code CATCHWATER_PORT_<NAME>} says. Postgres and Redis take
 * free ports (0) unless told otherwise.
 */
final class PortPlan {

    static final String PORTAL = "portal";
    static final String SANDBOX = "sandbox";

    /** The edge's data plane; its control plane is a service's usual port. */
    static final String EDGE = "edge";

    private static final String PREFIX = "CATCHWATER_PORT_";

    private final Map<String, Integer> ports = new LinkedHashMap<>();

    PortPlan(Map<String, String> environment) {
        put(PORTAL, 8080, environment);
        put(SANDBOX, 8090, environment);
        for (Service service : Service.ALL) {
            put(service.portName(), service.port(), environment);
            put(service.managementName(), service.management(), environment);
        }
        put(EDGE, 8085, environment);
        put("postgres", 0, environment);
        put("redis", 0, environment);
        refuseTwins();
    }

    int of(String name) {
        return ports.getOrDefault(name, 0);
    }

    /** Refuses to go on while a port of what is to be started is somebody else's. */
    void requireFree(List<Service> services) {
        Set<String> idle = Service.ALL.stream()
                .filter(service -> !services.contains(service))
                .flatMap(service -> Stream.of(service.name(), service.portName(), service.managementName()))
                .collect(Collectors.toSet());
        ports.forEach((name, port) -> {
            if (port != 0 && !idle.contains(name)) {
                Ports.require(name, port, variable(name));
            }
        });
    }

    static String variable(String name) {
        return PREFIX + name.replace('-', '_').toUpperCase(Locale.ROOT);
    }

    private void put(String name, int usual, Map<String, String> environment) {
        String given = environment.getOrDefault(variable(name), "").trim();
        ports.put(name, given.isEmpty() ? usual : number(variable(name), given));
    }

    private static int number(String variable, String given) {
        if (!given.matches("\\d{1,5}") || Integer.parseInt(given) < 1 || Integer.parseInt(given) > 65_535) {
            throw new StartFailure(variable + " must be a port from 1 to 65535, not \"" + given + "\".");
        }
        return Integer.parseInt(given);
    }

    private void refuseTwins() {
        Map<Integer, String> owners = new HashMap<>();
        ports.forEach((name, port) -> {
            String other = port == 0 ? null : owners.put(port, name);
            if (other != null) {
                throw new StartFailure(other + " and " + name + " cannot both have port " + port + ": move one with "
                        + variable(name) + "=<port>.");
            }
        });
    }
}
