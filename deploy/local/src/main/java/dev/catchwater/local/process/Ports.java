package dev.catchwater.local.process;

import dev.catchwater.local.StartFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Loopback TCP ports: free or not, and whose. */
public final class Ports {

    private Ports() {}

    /**
     * Refuses to go on while somebody else listens on the port.
     *
     * @param part who wants it
     * @param variable the environment variable that moves it
     */
    public static void require(String part, int port, String variable) {
        if (!isFree(port)) {
            String holder = PortHolder.of(port).map(who -> " by " + who).orElse("");
            throw new StartFailure("Port " + port + ", which " + part + " needs, is in use" + holder
                    + ": stop that process, or move the port with " + variable + "=<port>.");
        }
    }

    /** Whether a server could listen on this port of the loopback address now. */
    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            // As servers do: a connection of a former process that is still closing is no hindrance.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** A port that is free at this moment. */
    public static int free() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new StartFailure("The system gives out no free port: " + e.getMessage(), null, e);
        }
    }
}
