package dev.catchwater.fairlead.tls;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whom a client trusts, and who it says it is. Host names are always checked (RFC 9525), TLS is 1.2 at least, keys are
 * RSA of 2048 bits or elliptic curves of 256 at least, signatures neither MD5 nor SHA-1. Whether a certificate was
 * revoked is not checked.
 *
 * @param system whether the platform's authorities are trusted
 * @param authorities further certificates that are trusted, or the only ones
 * @param identity the client's own certificate and key, shown to servers that ask for one
 * @param pins for each host with pins, the keys of which one must be in its validated chain
 * @param protocols TLS versions that are spoken, {@code TLSv1.2} and {@code TLSv1.3} or one of them
 */
public record TlsPolicy(
        boolean system,
        List<Pem> authorities,
        Optional<Identity> identity,
        Map<String, Set<String>> pins,
        Set<String> protocols) {
    private static final Pattern PIN = Pattern.compile("sha256/[A-Za-z0-9+/]{43}=");

    /** The platform's authorities, no identity, no pins, TLS 1.2 and 1.3. */
    public static final TlsPolicy DEFAULT =
            new TlsPolicy(true, List.of(), Optional.empty(), Map.of(), Set.of("TLSv1.2", "TLSv1.3"));

    /**
     * The client's own certificate.
     *
     * @param chain the certificate, and after it those that vouch for it
     * @param key its private key, unencrypted: PKCS #8, PKCS #1 or SEC 1
     */
    public record Identity(Pem chain, Pem key) {}

    public TlsPolicy {
        if (protocols.isEmpty() || !Set.of("TLSv1.2", "TLSv1.3").containsAll(protocols)) {
            throw new IllegalArgumentException("only TLSv1.2 and TLSv1.3 are spoken");
        }
        if (!system && authorities.isEmpty()) {
            throw new IllegalArgumentException("somebody must be trusted: the system's authorities or others");
        }
        authorities = List.copyOf(authorities);
        protocols = Set.copyOf(protocols);
        Map<String, Set<String>> checked = new HashMap<>();
        pins.forEach((host, keys) -> checked.put(host.toLowerCase(Locale.ROOT), checked(keys)));
        pins = Map.copyOf(checked);
    }

    /** One pin alone locks a client out on the day its key is lost (RFC 7469 §4.3). */
    private static Set<String> checked(Set<String> keys) {
        if (keys.size() < 2) {
            throw new IllegalArgumentException("a host is pinned to two keys at least: the second is the backup");
        }
        if (!keys.stream().allMatch(key -> PIN.matcher(key).matches())) {
            throw new IllegalArgumentException("a pin is sha256/ and the SHA-256 of a public key in base64");
        }
        return Set.copyOf(keys);
    }

    /** This policy with these authorities and no others. */
    public TlsPolicy trusting(Pem... only) {
        return new TlsPolicy(false, List.of(only), identity, pins, protocols);
    }

    /** This policy with these authorities besides those of the platform. */
    public TlsPolicy trustingAlso(Pem... more) {
        return new TlsPolicy(true, List.of(more), identity, pins, protocols);
    }

    /** This policy with a certificate of the client's own (mutual TLS). */
    public TlsPolicy withIdentity(Pem chain, Pem key) {
        return new TlsPolicy(system, authorities, Optional.of(new Identity(chain, key)), pins, protocols);
    }

    /**
     * This policy with a host, written exactly, pinned to some keys: one of them must be in the validated chain.
     *
     * @param keys {@code sha256/…} as {@link #pin} gives them, a backup among them
     */
    public TlsPolicy withPins(String host, String... keys) {
        Map<String, Set<String>> more = new HashMap<>(pins);
        more.put(host, Set.of(keys));
        return new TlsPolicy(system, authorities, identity, more, protocols);
    }

    /** A digest of all that this policy's certificates and keys hold now. Blocks. */
    public String fingerprint() throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            List<Pem> all = new ArrayList<>(authorities);
            identity.ifPresent(own -> all.addAll(List.of(own.chain(), own.key())));
            for (Pem each : all) {
                byte[] content = each.read();
                digest.update(ByteBuffer.allocate(4).putInt(content.length).array());
                digest.update(content);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /** This policy with only these versions of TLS. */
    public TlsPolicy withProtocols(String... versions) {
        return new TlsPolicy(system, authorities, identity, pins, Set.of(versions));
    }

    /** The pin of a key: the SHA-256 of its SubjectPublicKeyInfo (RFC 7469 §2.4). */
    public static String pin(PublicKey key) {
        return "sha256/" + Base64.getEncoder().encodeToString(Chains.sha256(key.getEncoded()));
    }
}
