package dev.catchwater.local.start;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A service in Quarkus' dev mode: Maven in the terminal, in the environment that the packaged service would have. */
final class DevMode {

    private DevMode() {}

    static List<String> command(String service) {
        // Debug is off, since port 5005 may be taken; -Ddebug=5005 in MAVEN_ARGS turns it on.
        return List.of(
                "./mvnw", "-B", "-q", "-Ddebug=false", "compile", "quarkus:dev", "-pl", "services/" + service, "-am");
    }

    static Program.Run run(Program.Run packaged) {
        Map<String, String> environment = new HashMap<>(packaged.environment());
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("QUARKUS_ANALYTICS_DISABLED", "true");
        return new Program.Run(List.of(), environment, packaged.readiness(), packaged.page());
    }
}
