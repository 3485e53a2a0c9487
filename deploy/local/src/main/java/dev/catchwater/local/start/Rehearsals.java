package dev.catchwater.local.start;

import dev.catchwater.local.StartFailure;
import dev.catchwater.local.process.Ports;
import dev.catchwater.local.stores.Stores;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Which programs rehearse, and where: the sandbox and every service that is wanted, while the installation is idle. */
record Rehearsals(Programs programs, Stores stores, Installation installation, Rehearsal rehearsal, Options options) {

    private static final Duration SETTLE = Duration.ofSeconds(20);

    /** A program, and how it is run where it meets nobody. */
    record Play(Program program, Program.Run run) {}

    /** Goes on until all caches are there; a program that fails to leave one is tried again at the next start. */
    void run(Consumer<String> say) {
        if (!options.rehearse() || !stores.canRehearse()) {
            return;
        }
        try {
            List<Program> missing = missing();
            if (missing.isEmpty() || !rehearsal.pause(SETTLE)) {
                return;
            }
            say.accept("Making the next start faster, in the background: a cache of classes for " + missing.size()
                    + " programs …");
            int made = made();
            if (made > 0) {
                say.accept("… " + made + " caches made.");
            }
        } catch (IOException | StartFailure e) {
            say.accept("The next start will not be faster: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<Program> missing() {
        return plays().stream().map(Play::program).filter(Rehearsal::isNeeded).toList();
    }

    private int made() throws InterruptedException, IOException {
        int made = 0;
        for (Play play : plays()) {
            if (Rehearsal.isNeeded(play.program()) && rehearsal.run(play.program(), play.run())) {
                made++;
            }
        }
        return made;
    }

    List<Play> plays() {
        Path folder = installation.data().resolve("rehearsal");
        List<Play> plays = new ArrayList<>();
        plays.add(new Play(programs.sandbox(), programs.sandboxRun(Ports.free(), folder)));
        for (Service service : Service.ALL.stream().filter(options::starts).toList()) {
            Map<String, String> away = service.stores() ? stores.rehearsal(service.name()) : Map.of();
            Program.Run run = programs.run(service, Ports.free(), Ports.free(), away);
            plays.add(new Play(programs.service(service), apart(run, folder)));
        }
        return plays;
    }

    // It asks no upstream, whose budget it would spend, and leaves the keys of the real service alone.
    private static Program.Run apart(Program.Run run, Path folder) {
        Map<String, String> environment = new HashMap<>(run.environment());
        environment.put("CATCHWATER_AGGREGATOR_SEED_SOURCES", "");
        environment.put(
                "CATCHWATER_WEB_ADMIN_KEY_FILE", folder.resolve("admin.key").toString());
        environment.put("CATCHWATER_WEB_KEY_FILE", folder.resolve("keys").toString());
        return new Program.Run(run.arguments(), environment, run.readiness(), run.page());
    }
}
