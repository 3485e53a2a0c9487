package dev.catchwater.web.guard;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Pattern;

/** What stays on this machine. */
final class Loopback {
    private static final Pattern V4 = Pattern.compile("127(\\.\\d{1,3}){3}");

    private Loopback() {}

    /** Whether a server bound to this host cannot be reached from another machine. */
    static boolean binds(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** Whether a browser that asked for this name surely meant this machine; never asks the DNS. */
    static boolean names(String host) {
        var name = host.toLowerCase(Locale.ROOT);
        return name.equals("localhost")
                || name.endsWith(".localhost")
                || name.equals("::1")
                || name.equals("[::1]")
                || V4.matcher(name).matches();
    }
}
