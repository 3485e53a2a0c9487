package dev.catchwater.testkit.tls;

import java.net.InetAddress;
import java.util.regex.Pattern;

/** Tells addresses from host names without asking a resolver. */
final class Names {
    private static final Pattern IPV4 = Pattern.compile("(\\d{1,3}\\.){3}\\d{1,3}");

    private Names() {}

    /** The bytes of an IP literal; none for a host name. */
    static byte[] addressOf(String name) {
        if (!IPV4.matcher(name).matches() && name.indexOf(':') < 0) {
            return new byte[0];
        }
        return InetAddress.ofLiteral(name).getAddress();
    }
}
