package dev.catchwater.weather.alert;

import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a message is known by, CAP 1.2 §3.2.1: who sent it, its identifier, and when. An OID inside an identifier or address
 * is the same message wherever it is told, so it alone decides where there is one.
 */
public record AlertKey(String sender, String identifier, Instant sent) {

    private static final Pattern OID = Pattern.compile("urn:oid:([0-9][0-9a-f.]{2,200})");

    /** Equal for keys of the same message, however it was told. */
    public String identity() {
        Matcher oid = OID.matcher(identifier);
        return oid.find() ? "oid:" + oid.group(1) : sender + "," + identifier + "," + sent.getEpochSecond();
    }
}
