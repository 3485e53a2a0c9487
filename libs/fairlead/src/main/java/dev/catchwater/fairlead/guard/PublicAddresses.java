package dev.catchwater.fairlead.guard;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Tells public addresses from those that are special (IANA IPv4 and IPv6 special-purpose registries, RFC 6890). IPv6
 * forms that carry an IPv4 address (mapped, compatible, 6to4, NAT64, ISATAP) are judged by the address inside; Teredo, whose
 * inner address is a stranger's choice, is never public.
 */
final class PublicAddresses {
    private static final List<Prefix> SPECIAL = List.of(
            Prefix.of("0.0.0.0", 8),
            Prefix.of("10.0.0.0", 8),
            Prefix.of("100.64.0.0", 10),
            Prefix.of("127.0.0.0", 8),
            Prefix.of("169.254.0.0", 16),
            Prefix.of("172.16.0.0", 12),
            Prefix.of("192.0.0.0", 24),
            Prefix.of("192.0.2.0", 24),
            Prefix.of("192.88.99.0", 24),
            Prefix.of("192.168.0.0", 16),
            Prefix.of("198.18.0.0", 15),
            Prefix.of("198.51.100.0", 24),
            Prefix.of("203.0.113.0", 24),
            Prefix.of("224.0.0.0", 4),
            Prefix.of("240.0.0.0", 4));

    /** Of IPv6 only 2000::/3 is handed out at all; these parts of it are special. */
    private static final List<Prefix> SPECIAL_IN_GLOBAL_UNICAST =
            List.of(Prefix.of("2001::", 23), Prefix.of("2001:db8::", 32), Prefix.of("3fff::", 20));

    private static final Prefix GLOBAL_UNICAST = Prefix.of("2000::", 3);
    private static final Prefix SIX_TO_FOUR = Prefix.of("2002::", 16);
    private static final Prefix NAT64 = Prefix.of("64:ff9b::", 96);

    private PublicAddresses() {}

    static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (!(address instanceof Inet6Address)) {
            return SPECIAL.stream().noneMatch(prefix -> prefix.holds(bytes));
        }
        if (NAT64.holds(bytes) || isCompatible(bytes)) {
            return isPublic(inner(bytes, 12));
        }
        if (SIX_TO_FOUR.holds(bytes)) {
            return isPublic(inner(bytes, 2));
        }
        if (isIsatap(bytes) && !isPublic(inner(bytes, 12))) {
            return false;
        }
        return GLOBAL_UNICAST.holds(bytes)
                && SPECIAL_IN_GLOBAL_UNICAST.stream().noneMatch(prefix -> prefix.holds(bytes));
    }

    /** ::a.b.c.d, long deprecated; ::ffff:a.b.c.d the JDK has already turned into an IPv4 address. */
    private static boolean isCompatible(byte[] bytes) {
        for (int i = 0; i < 12; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }

    /** An interface identifier of ISATAP (RFC 5214 §6.1) ends with the IPv4 address of a host inside. */
    private static boolean isIsatap(byte[] bytes) {
        return (bytes[8] & 0xfd) == 0 && bytes[9] == 0 && bytes[10] == 0x5e && bytes[11] == (byte) 0xfe;
    }

    private static InetAddress inner(byte[] bytes, int from) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, from, from + 4));
        } catch (UnknownHostException e) {
            throw new AssertionError("four bytes are always an address", e);
        }
    }

    private static final class Prefix {
        private final byte[] network;
        private final int bits;

        private Prefix(byte[] network, int bits) {
            this.network = network;
            this.bits = bits;
        }

        static Prefix of(String literal, int bits) {
            return new Prefix(InetAddress.ofLiteral(literal).getAddress(), bits);
        }

        boolean holds(byte[] address) {
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % 8);
                if ((network[bit / 8] & mask) != (address[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
