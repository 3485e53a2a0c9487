package dev.catchwater.fairlead.guard;

import io.smallrye.mutiny.Uni;
import java.net.InetAddress;
import java.util.List;

/** Turns a host name or an address literal into addresses, without blocking the caller. */
@FunctionalInterface
public interface Resolver {
    /** The addresses in order of preference; fails with {@code UnknownHostException} if there are none. */
    Uni<List<InetAddress>> resolve(String host);
}
