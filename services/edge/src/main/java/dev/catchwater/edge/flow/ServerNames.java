package dev.catchwater.edge.flow;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509KeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Which certificate a client is shown: one for the name that it asks for (RFC 6066 §3), by the whole name before a wildcard of
 * one label (RFC 6125 §6.4.3), of a kind of key that it takes; without a name, and for an unknown one, the first. One context
 * of TLS serves all names: Vert.x 4.5 makes one for each name below a wildcard that anybody asks for, and keeps them.
 */
final class ServerNames extends X509ExtendedKeyManager {
    private static final Map<String, String> SIGNATURES =
            Map.of("EC", "SHA256withECDSA", "RSA", "SHA256withRSA", "EdDSA", "EdDSA");
    private static final int DNS_NAME = 2;

    /** Aliases in the order of the alphabet, with numbers at their ends as numbers. */
    private static final Comparator<String> ORDER = Comparator.<String, String>comparing(
                    alias -> alias.replaceFirst("\\d+$", ""))
            .thenComparingInt(String::length)
            .thenComparing(Comparator.naturalOrder());

    private final Map<String, Pair> pairs = new LinkedHashMap<>();
    private final Map<String, List<Pair>> named = new HashMap<>();
    private final List<Pair> usual = new ArrayList<>();

    private record Pair(String alias, String keyType, List<X509Certificate> chain, PrivateKey key) {
        boolean isSame(@Nullable Pair other) {
            return other != null && chain.equals(other.chain) && key.equals(other.key);
        }
    }

    /** @throws GeneralSecurityException if there is none, or a key that is not its certificate's */
    ServerNames(X509KeyManager certificates) throws GeneralSecurityException {
        for (String keyType : SIGNATURES.keySet()) {
            String[] aliases = certificates.getServerAliases(keyType, null);
            for (String alias : aliases == null ? new String[0] : aliases) {
                pairs.put(alias, pair(alias, keyType, certificates));
            }
        }
        List<Pair> all = pairs.values().stream()
                .sorted(Comparator.comparing(Pair::alias, ORDER))
                .toList();
        if (all.isEmpty()) {
            throw new GeneralSecurityException("there is no certificate with a key");
        }
        for (Pair pair : all) {
            Set<String> names = names(pair.chain().getFirst());
            names.forEach(name ->
                    named.computeIfAbsent(name, none -> new ArrayList<>()).add(pair));
            if (usual.isEmpty() || names.equals(names(usual.getFirst().chain().getFirst()))) {
                usual.add(pair);
            }
        }
    }

    private static Pair pair(String alias, String keyType, X509KeyManager certificates)
            throws GeneralSecurityException {
        List<X509Certificate> chain = List.of(certificates.getCertificateChain(alias));
        PrivateKey key = certificates.getPrivateKey(alias);
        Signature signature = Signature.getInstance(SIGNATURES.get(keyType));
        signature.initSign(key);
        byte[] signed = signature.sign();
        signature.initVerify(chain.getFirst().getPublicKey());
        if (!signature.verify(signed)) {
            throw new GeneralSecurityException("the key beside the certificate of "
                    + chain.getFirst().getSubjectX500Principal().getName() + " is another one's");
        }
        return new Pair(alias, keyType, chain, key);
    }

    /** The DNS names of a certificate; where it has none, its common name, as clients did before RFC 6125. */
    private static Set<String> names(X509Certificate certificate) throws GeneralSecurityException {
        Set<String> names = new TreeSet<>();
        var alternatives = certificate.getSubjectAlternativeNames();
        for (List<?> name : alternatives == null ? List.<List<?>>of() : alternatives) {
            if (name.getFirst().equals(DNS_NAME)) {
                names.add(String.valueOf(name.get(1)).toLowerCase(Locale.ROOT));
            }
        }
        String subject = certificate.getSubjectX500Principal().getName();
        if (names.isEmpty() && subject.startsWith("CN=")) {
            names.add(subject.substring(3).replaceFirst("(?<!\\\\),.*", "").toLowerCase(Locale.ROOT));
        }
        return names;
    }

    /** All names, wildcards too. */
    Set<String> names() {
        return new TreeSet<>(named.keySet());
    }

    /** Whether nobody would see a difference. */
    boolean isSame(ServerNames other) {
        return pairs.keySet().equals(other.pairs.keySet())
                && pairs.values().stream().allMatch(pair -> pair.isSame(other.pairs.get(pair.alias())));
    }

    @Override
    public @Nullable String chooseEngineServerAlias(String keyType, Principal @Nullable [] issuers, SSLEngine engine) {
        for (Pair pair : forClient(engine)) {
            if (pair.keyType().equals(keyType)) {
                return pair.alias();
            }
        }
        return null;
    }

    private List<Pair> forClient(SSLEngine engine) {
        if (engine.getHandshakeSession() instanceof ExtendedSSLSession session) {
            for (SNIServerName asked : session.getRequestedServerNames()) {
                if (asked instanceof SNIHostName host) {
                    return forName(host.getAsciiName().toLowerCase(Locale.ROOT));
                }
            }
        }
        return usual;
    }

    private List<Pair> forName(String name) {
        List<Pair> whole = named.get(name);
        if (whole != null) {
            return whole;
        }
        int dot = name.indexOf('.');
        return dot < 0 ? usual : named.getOrDefault("*" + name.substring(dot), usual);
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        Pair pair = pairs.get(alias);
        return pair == null ? null : pair.chain().toArray(X509Certificate[]::new);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        Pair pair = pairs.get(alias);
        return pair == null ? null : pair.key();
    }

    @Override
    public String[] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        return pairs.values().stream()
                .filter(pair -> pair.keyType().equals(keyType))
                .map(Pair::alias)
                .toArray(String[]::new);
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null; // engines only
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }
}
