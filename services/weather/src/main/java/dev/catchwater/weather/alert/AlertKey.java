package dev.catchwater.weather.alert;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a message is known by, CAP 1.2 §3.2.1: who sent it, its identifier, and when. An OID inside an identifier or address
 * is the same message wherever it is told, so it alone decides where there is one.
 */
public record AlertKey(String sender, String identifier, Instant sent) {

    /** It is a key in the database, which takes no long ones. */
    private static final int MOST = 500;

    private static final Pattern OID = Pattern.compile("urn:oid:([0-9][0-9a-f.]{2,200})");

    /** Equal for keys of the same message, however it was told. */
    public String identity() {
        Matcher oid = OID.matcher(identifier);
        if (oid.find()) {
            return "oid:" + oid.group(1);
        }
        String told = sender + "," + identifier + "," + sent.getEpochSecond();
        return told.length() <= MOST ? told : "sha256:" + hash(told);
    }

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
