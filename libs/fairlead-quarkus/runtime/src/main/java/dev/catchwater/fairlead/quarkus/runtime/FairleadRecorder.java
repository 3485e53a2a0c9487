package dev.catchwater.fairlead.quarkus.runtime;

import dev.catchwater.fairlead.client.HttpClient;
import io.quarkus.arc.SyntheticCreationalContext;
import io.quarkus.runtime.RuntimeValue;
import io.quarkus.runtime.annotations.Recorder;
import java.util.Set;
import java.util.function.Function;

/** What the build leaves to the start. */
@Recorder
public class FairleadRecorder {
    /** How the bean of a client is made. */
    public Function<SyntheticCreationalContext<HttpClient>, HttpClient> client(String name) {
        return context -> context.getInjectedReference(Clients.class).get(name);
    }

    /** What the start does not find out by itself. */
    public RuntimeValue<KnownAtBuild> known(Set<String> injected, Set<String> clients, Set<String> keys) {
        return new RuntimeValue<>(new KnownAtBuild(Set.copyOf(injected), Set.copyOf(clients), Set.copyOf(keys)));
    }
}
