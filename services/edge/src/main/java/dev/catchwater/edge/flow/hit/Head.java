package dev.catchwater.edge.flow.hit;

import dev.catchwater.fairlead.Headers;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A response's head as the ordinary way writes it, with places for Age and for how long it stays fresh. */
final class Head {
    /** Longer heads are left to the ordinary way: they are kept once more for each asker and each loop. */
    private static final int MOST = 2_048;

    /** Of the two numbers. */
    private static final int DIGITS = 40;

    private final int status;
    private final byte[] beforeAge;
    private final byte[] beforeTtl;
    private final byte[] rest;
    private final String memberBeforeTtl;
    private String member = "";
    private long memberTtl = -1;

    private Head(int status, String beforeAge, String beforeTtl, String rest, String memberBeforeTtl) {
        this.status = status;
        this.beforeAge = beforeAge.getBytes(StandardCharsets.ISO_8859_1);
        this.beforeTtl = beforeTtl.getBytes(StandardCharsets.ISO_8859_1);
        this.rest = rest.getBytes(StandardCharsets.ISO_8859_1);
        this.memberBeforeTtl = memberBeforeTtl;
    }

    /**
     * Of the fields of a hit; empty if they are not as they always are.
     *
     * @param member of Cache-Status, this node's own
     */
    static Optional<Head> of(int status, Headers fields, String member, String node) {
        String ttl = ";ttl=";
        int digits = member.lastIndexOf(ttl) + ttl.length();
        if (digits < ttl.length() || !isUsual(fields, member)) {
            return Optional.empty();
        }
        String named = member.substring(0, digits);
        StringBuilder all = new StringBuilder(512)
                .append("HTTP/1.1 ")
                .append(HttpResponseStatus.valueOf(status))
                .append("\r\n");
        int[] places = {-1, -1};
        fields.forEach((name, value) -> {
            boolean isAge = name.equalsIgnoreCase("Age");
            boolean isOurs = name.equalsIgnoreCase("Cache-Status") && value.equals(member);
            all.append(name).append(": ").append(isAge ? "" : isOurs ? named : value);
            places[0] = isAge ? all.length() : places[0];
            places[1] = isOurs ? all.length() : places[1];
            all.append("\r\n");
        });
        all.append("Via: 1.1 ").append(node).append("\r\n\r\n");
        return places[0] < 0 || places[1] < places[0] || all.length() > MOST
                ? Optional.empty()
                : Optional.of(new Head(
                        status,
                        all.substring(0, places[0]),
                        all.substring(places[0], places[1]),
                        all.substring(places[1]),
                        named));
    }

    private static boolean isUsual(Headers fields, String member) {
        return fields.contains("Date")
                && fields.all("Age").size() == 1
                && fields.all("Cache-Status").stream().filter(member::equals).count() == 1;
    }

    int status() {
        return status;
    }

    /** The most bytes that {@link #write} writes. */
    int most() {
        return beforeAge.length + beforeTtl.length + rest.length + DIGITS;
    }

    void write(ByteBuf out, long age, long ttl) {
        out.writeBytes(beforeAge);
        number(out, age);
        out.writeBytes(beforeTtl);
        number(out, ttl);
        out.writeBytes(rest);
    }

    private static void number(ByteBuf out, long number) {
        int from = out.writerIndex();
        int digits = 1;
        for (long left = number; left >= 10; left /= 10) {
            digits++;
        }
        long left = number;
        for (int i = digits - 1; i >= 0; i--) {
            out.setByte(from + i, (int) ('0' + left % 10));
            left /= 10;
        }
        out.writerIndex(from + digits);
    }

    /** This node's member of Cache-Status; the same text for as long as it is the same. */
    String member(long ttl) {
        if (ttl != memberTtl) {
            member = memberBeforeTtl + ttl;
            memberTtl = ttl;
        }
        return member;
    }
}
