package dev.catchwater.edge.setup;

import io.quarkus.runtime.ImageMode;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.lang.reflect.Proxy;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * The data plane is drained before anything else ends, so that health says so meanwhile; Quarkus closes its servers first. And
 * an end that was asked for is a success: the process exits with 0, where the JVM would say 143, which service managers take for
 * a failure. Found by name, since the platform's only door to signals is no documented one.
 */
@ApplicationScoped
class Sigterm {
    private static final Logger LOG = Logger.getLogger("dev.catchwater.edge");

    private final PlaneLife life;

    Sigterm(@Readiness PlaneLife life) {
        this.life = life;
    }

    void listen(@Observes StartupEvent event) {
        if (LaunchMode.current() == LaunchMode.NORMAL && ImageMode.current() == ImageMode.JVM) {
            try {
                handle();
            } catch (ReflectiveOperationException | RuntimeException unavailable) {
                LOG.infof("SIGTERM will exit with 143: %s", unavailable);
            }
        }
    }

    private void end() {
        try {
            life.drain();
        } catch (Exception failed) {
            LOG.error("the data plane could not be drained", failed);
        }
        Quarkus.asyncExit(0);
    }

    private void handle() throws ReflectiveOperationException {
        Class<?> signal = Class.forName("sun.misc.Signal");
        Class<?> handler = Class.forName("sun.misc.SignalHandler");
        Object ending = Proxy.newProxyInstance(
                Sigterm.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                    if (method.getName().equals("handle")) {
                        Thread.ofPlatform().name("drain").start(this::end);
                    }
                    return null;
                });
        signal.getMethod("handle", signal, handler)
                .invoke(null, signal.getConstructor(String.class).newInstance("TERM"), ending);
    }
}
