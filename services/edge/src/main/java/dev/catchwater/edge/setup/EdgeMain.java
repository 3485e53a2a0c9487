package dev.catchwater.edge.setup;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/**
 * The node's process: first it serves, then it can be looked at and told things. With {@code -Dcatchwater.edge.rehearse=true} it
 * only plays its start and some requests through, for the JDK's cache of classes.
 */
@QuarkusMain
public final class EdgeMain {
    EdgeMain() {}

    public static void main(String... arguments) throws Exception {
        if (!isPackaged()) {
            Quarkus.run(arguments);
        } else if (Boolean.getBoolean("catchwater.edge.rehearse")) {
            Rehearsal.run();
        } else {
            HeadStart.begin();
            Quarkus.run(arguments);
        }
    }

    /** In dev mode the application comes and goes within the process, and so would the engine have to. */
    @SuppressWarnings("ReferenceEquality") // a class loader is itself
    private static boolean isPackaged() {
        return EdgeMain.class.getClassLoader() == ClassLoader.getSystemClassLoader();
    }
}
