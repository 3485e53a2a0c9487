package dev.catchwater.testkit.tls;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;

/** Writes and signs X.509 version 3 certificates (RFC 5280) with ECDSA over SHA-256. */
final class Certificate {
    private static final byte[] ECDSA_WITH_SHA256 = Der.sequence(Der.oid("1.2.840.10045.4.3.2"));
    private static final SecureRandom RANDOM = new SecureRandom();

    private Certificate() {}

    /** What a certificate says: whom it is for, since when, until when, and what it may do. */
    record Contents(String subject, Validity validity, PublicKey key, List<byte[]> extensions) {}

    static X509Certificate signed(Contents contents, String issuer, KeyPair by) throws GeneralSecurityException {
        byte[] body = Der.sequence(
                Der.explicit(0, Der.integer(BigInteger.TWO)),
                Der.integer(new BigInteger(127, RANDOM).setBit(0)),
                ECDSA_WITH_SHA256,
                name(issuer),
                Der.sequence(
                        Der.time(contents.validity().from()),
                        Der.time(contents.validity().until())),
                name(contents.subject()),
                contents.key().getEncoded(),
                Der.explicit(3, Der.sequence(contents.extensions().toArray(byte[][]::new))));
        var signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(by.getPrivate());
        signature.update(body);
        byte[] der = Der.sequence(body, ECDSA_WITH_SHA256, Der.bits(0, signature.sign()));
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
    }

    static List<byte[]> ofAuthority(PublicKey own) throws GeneralSecurityException {
        return List.of(
                critical("2.5.29.19", Der.sequence(Der.yes())), // basicConstraints: cA
                critical("2.5.29.15", Der.bits(1, new byte[] {0x06})), // keyUsage: keyCertSign, cRLSign
                extension("2.5.29.14", Der.octets(identifier(own))));
    }

    static List<byte[]> ofLeaf(PublicKey own, PublicKey issuer, List<String> names) throws GeneralSecurityException {
        var alternatives = new ByteArrayOutputStream();
        names.forEach(name -> alternatives.writeBytes(alternative(name)));
        return List.of(
                critical("2.5.29.15", Der.bits(7, new byte[] {(byte) 0x80})), // keyUsage: digitalSignature
                extension(
                        "2.5.29.37", // extKeyUsage: serverAuth, clientAuth
                        Der.sequence(Der.oid("1.3.6.1.5.5.7.3.1"), Der.oid("1.3.6.1.5.5.7.3.2"))),
                extension("2.5.29.17", Der.sequence(alternatives.toByteArray())),
                extension("2.5.29.14", Der.octets(identifier(own))),
                extension("2.5.29.35", Der.sequence(Der.implicit(0, identifier(issuer)))));
    }

    private static byte[] alternative(String name) {
        byte[] address = Names.addressOf(name);
        return address.length > 0
                ? Der.implicit(7, address) // iPAddress
                : Der.implicit(2, name.getBytes(StandardCharsets.US_ASCII)); // dNSName
    }

    private static byte[] name(String commonName) {
        return Der.sequence(Der.set(Der.sequence(Der.oid("2.5.4.3"), Der.text(commonName))));
    }

    private static byte[] critical(String oid, byte[] value) {
        return Der.sequence(Der.oid(oid), Der.yes(), Der.octets(value));
    }

    private static byte[] extension(String oid, byte[] value) {
        return Der.sequence(Der.oid(oid), Der.octets(value));
    }

    /** RFC 5280 §4.2.1.2: any value that tells keys apart will do. */
    private static byte[] identifier(PublicKey key) throws GeneralSecurityException {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
        return Arrays.copyOf(hash, 20);
    }
}
