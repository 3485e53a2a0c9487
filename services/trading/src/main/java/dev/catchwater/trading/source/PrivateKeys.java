package dev.catchwater.trading.source;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** Private keys as exchanges hand them out: PEM of PKCS #8 or SEC 1, or 64 bytes of seed and public key. */
public final class PrivateKeys {

    /** {@code PrivateKeyInfo} of an Ed25519 seed (RFC 8410 §7), before the seed's 32 bytes. */
    private static final byte[] ED25519 = Base64.getDecoder().decode("MC4CAQAwBQYDK2VwBCIEIA==");

    private PrivateKeys() {}

    /** The first 32 of the bytes are the seed. */
    public static PrivateKey ed25519(byte[] seed) {
        return key("Ed25519", join(ED25519, Arrays.copyOf(seed, 32)));
    }

    /**
     * A PEM, whose line breaks may be written as {@code \n}.
     *
     * @throws IllegalArgumentException if it is no key of a kind that is known; without the text
     */
    public static PrivateKey pem(String text) {
        var body = text.replace("\\n", "\n").replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
        var bytes = Base64.getDecoder().decode(body);
        if (text.contains("EC PRIVATE KEY")) {
            return key("EC", Sec1.asPkcs8(bytes));
        }
        for (var algorithm : new String[] {"Ed25519", "RSA", "EC"}) {
            var read = read(algorithm, bytes);
            if (read.isPresent()) {
                return read.get();
            }
        }
        throw new IllegalArgumentException("the private key is neither Ed25519, RSA nor EC in PKCS #8 or SEC 1");
    }

    private static Optional<PrivateKey> read(String algorithm, byte[] pkcs8) {
        try {
            return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8)));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    public static byte[] sign(String algorithm, PrivateKey key, byte[] message) {
        try {
            var signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key cannot sign by " + algorithm, e);
        }
    }

    private static PrivateKey key(String algorithm, byte[] pkcs8) {
        try {
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("no private key for " + algorithm, e);
        }
    }

    private static byte[] join(byte[] first, byte[] second) {
        var joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }

    /** A P-256 key of SEC 1 (RFC 5915) in the envelope of PKCS #8 (RFC 5208), which is what the JDK reads. */
    private static final class Sec1 {

        private static final byte[] P256 = Base64.getDecoder().decode("MBMGByqGSM49AgEGCCqGSM49AwEH");

        static byte[] asPkcs8(byte[] sec1) {
            var octets = tagged(0x04, sec1);
            return tagged(0x30, join(join(new byte[] {2, 1, 0}, P256), octets));
        }

        private static byte[] tagged(int tag, byte[] content) {
            var head = content.length < 128
                    ? new byte[] {(byte) tag, (byte) content.length}
                    : new byte[] {(byte) tag, (byte) 0x81, (byte) content.length};
            return join(head, content);
        }
    }
}
