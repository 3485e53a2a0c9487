package dev.catchwater.fairlead;

import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * The way out of a connection that has switched protocols (RFC 9110 §7.8); its way in is the body of the 101 response,
 * and giving that body up closes it.
 */
@FunctionalInterface
public interface Outlet {
    /**
     * Carried by a GET that asks for another protocol by its Upgrade field. If the peer switches, the outlet is handed
     * over before the response, on the call's event loop.
     */
    Attribute<Optional<Consumer<Outlet>>> WANTED = Attribute.of("outlet", Optional.empty());

    /**
     * Sends bytes. Done, on any thread, when the system has taken them; never, if the connection breaks before, which the
     * body tells.
     */
    CompletionStage<Void> write(Buffer bytes);
}
