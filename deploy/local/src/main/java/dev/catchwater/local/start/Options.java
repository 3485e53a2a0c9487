package dev.catchwater.local.start;

import dev.catchwater.local.StartFailure;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the person asked for.
 *
 * @param except services that are not started
 * @param dev the service that runs in Quarkus' dev mode in the terminal
 * @param rehearse whether to make caches of classes when idle
 */
record Options(List<String> except, Optional<String> dev, boolean rehearse) {

    /** Reads {@code EXCEPT=prices,edge}, {@code SERVICE=aggregator} (with {@code dev}), {@code CATCHWATER_REHEARSE=never}. */
    static Options read(boolean dev, Map<String, String> environment) {
        List<String> except = List.of(
                        environment.getOrDefault("EXCEPT", "").trim().split("[,\\s]+", -1))
                .stream()
                .filter(name -> !name.isEmpty())
                .toList();
        except.forEach(Options::require);
        Optional<String> service = dev ? Optional.of(environment.getOrDefault("SERVICE", "")) : Optional.empty();
        service.ifPresent(Options::require);
        return new Options(except, service, !dev && !"never".equals(environment.get("CATCHWATER_REHEARSE")));
    }

    private static void require(String name) {
        if (Service.ALL.stream().noneMatch(service -> service.name().equals(name))) {
            String names =
                    String.join(", ", Service.ALL.stream().map(Service::name).toList());
            throw new StartFailure(
                    name.isEmpty()
                            ? "Say which service: make dev SERVICE=<" + names.replace(", ", "|") + ">."
                            : "There is no service \"" + name + "\"; there are " + names + ".");
        }
    }

    boolean starts(Service service) {
        return !except.contains(service.name());
    }

    boolean develops(Service service) {
        return dev.filter(service.name()::equals).isPresent();
    }
}
