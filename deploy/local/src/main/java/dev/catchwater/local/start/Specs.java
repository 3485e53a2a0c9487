package dev.catchwater.local.start;

import dev.catchwater.local.Board;
import dev.catchwater.local.Part;
import dev.catchwater.local.process.ChildSpec;
import dev.catchwater.local.stores.Parts;
import dev.catchwater.local.stores.Stores;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The parts of this installation, and how each child is run on its ports. */
record Specs(Installation installation, PortPlan ports, Programs programs, Stores stores) {

    /** Puts every part on the board, waiting. */
    void announce(List<Service> services, Board board) {
        board.add(Parts.store(Stores.POSTGRES, ports.of("postgres")));
        board.add(Parts.store(Stores.REDIS, ports.of("redis")));
        board.add(new Part(
                PortPlan.SANDBOX,
                "The pretend internet that services pull from",
                Part.Kind.UPSTREAM,
                Map.of("http", ports.of(PortPlan.SANDBOX)),
                Optional.of(local(ports.of(PortPlan.SANDBOX)))));
        services.forEach(service -> board.add(part(service)));
        board.add(new Part(
                PortPlan.PORTAL,
                "This page, and the launcher that watches the others",
                Part.Kind.SERVICE,
                Map.of("http", ports.of(PortPlan.PORTAL)),
                Optional.of(programs.portal())));
    }

    private Part part(Service service) {
        int port = ports.of(service.portName());
        Map<String, Integer> listens = new LinkedHashMap<>();
        listens.put("http", port);
        listens.put("management", ports.of(service.managementName()));
        return new Part(service.name(), service.title(), Part.Kind.SERVICE, listens, Optional.of(local(port)));
    }

    private static URI local(int port) {
        return URI.create("http://localhost:" + port + "/");
    }

    ChildSpec sandbox() {
        Program.Run run = programs.sandboxRun(
                ports.of(PortPlan.SANDBOX), installation.data().resolve("sandbox"));
        return spec(PortPlan.SANDBOX, programs.sandbox().command(run), run, Optional.empty(), false);
    }

    ChildSpec service(Service service) {
        return spec(
                service.name(),
                programs.service(service).command(run(service)),
                run(service),
                Optional.of(programs.information(service)),
                false);
    }

    private Program.Run run(Service service) {
        return programs.run(
                service,
                ports.of(service.portName()),
                ports.of(service.managementName()),
                service.stores() ? stores.environment(service.name()) : Map.of());
    }

    private ChildSpec spec(
            String name, List<String> command, Program.Run run, Optional<URI> information, boolean terminal) {
        return new ChildSpec(
                name,
                command,
                run.environment(),
                installation.tree(),
                installation.log(name),
                run.readiness(),
                information,
                terminal);
    }

    /** The service in dev mode, in the terminal. */
    ChildSpec develop(Service service) {
        return spec(
                service.name(),
                DevMode.command(service.name()),
                DevMode.run(run(service)),
                Optional.of(programs.information(service)),
                true);
    }
}
