package dev.catchwater.sandbox.judge;

import dev.catchwater.sandbox.world.Agenda;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import java.util.List;
import java.util.function.Function;

/** A domain of the pretend internet: some upstreams of one kind. Confined to one event loop. */
public interface Realm {

    /** The first path segment of its upstreams, such as {@code feeds}. */
    String name();

    /** What it offers, for people and for the portal. */
    List<Upstream> upstreams();

    /** Adds its routes; each path starts with {@code /name/}. */
    void mount(Router router);

    /** What happens in it by itself. */
    List<Agenda.Script> scripts();

    /**
     * Does what a test or a person asks for, at once.
     *
     * @return the ids of what was made or changed
     * @throws Refusal if there is no such place, operation or id, or an argument is wrong
     */
    List<String> obey(Command command);

    /**
     * Hears of changes that did not come by {@link #obey} and should outlive the process; obeying them again brings
     * them back. What is answered of a change waits until the memory has it.
     */
    default void onOwnChange(Function<Command, Future<Void>> memory) {}

    /** Cuts the open streams of the upstreams under this prefix; says how many there were. */
    default int dropStreams(String prefix) {
        return 0;
    }
}
