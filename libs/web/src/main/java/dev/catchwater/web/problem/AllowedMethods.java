package dev.catchwater.web.problem;

import java.util.Set;
import java.util.TreeSet;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jboss.resteasy.reactive.server.handlers.ClassRoutingHandler;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper;

/** Which methods the requested resource has: Quarkus answers 405 without the Allow that RFC 9110 §15.5.6 demands. */
final class AllowedMethods {
    private AllowedMethods() {}

    static Set<String> ofCurrentRequest() {
        var allowed = new TreeSet<String>();
        var request = CurrentRequestManager.get();
        if (request == null) {
            return allowed;
        }
        var classes = new RequestMapper<>(request.getDeployment().getClassMappers());
        var path = request.getPathWithoutPrefix();
        for (var match = classes.map(path); match != null; match = classes.continueMatching(path, match)) {
            for (var handler : match.value.handlers) {
                if (handler instanceof ClassRoutingHandler routing) {
                    collect(routing, remaining(match.remaining), allowed);
                }
            }
        }
        if (allowed.contains("GET")) {
            allowed.add("HEAD");
        }
        allowed.add("OPTIONS");
        return allowed;
    }

    private static void collect(ClassRoutingHandler routing, String path, Set<String> allowed) {
        routing.getMappers().forEach((method, mapper) -> {
            if (method != null && mapper.map(path) != null) {
                allowed.add(method);
            }
        });
    }

    private static String remaining(String path) {
        return path.isEmpty() ? "/" : path;
    }
}
