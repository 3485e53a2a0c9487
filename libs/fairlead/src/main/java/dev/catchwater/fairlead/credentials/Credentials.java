package dev.catchwater.fairlead.credentials;

import dev.catchwater.fairlead.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What a request is authorized with. */
public sealed interface Credentials {
    /** {@code b64token} of RFC 6750 §2.1. */
    Pattern BEARER_TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

    /** A token that does not change (RFC 6750). */
    record Bearer(Secret token) implements Credentials {
        public Bearer {
            if (!BEARER_TOKEN.matcher(token.reveal()).matches()) {
                throw new IllegalArgumentException(
                        "a bearer token has letters, digits and -._~+/ and ends with = if at all");
            }
        }
    }

    /** A name and a password in UTF-8 (RFC 7617). */
    record Basic(String user, Secret password) implements Credentials {
        public Basic {
            if (user.indexOf(':') >= 0 || hasControls(user) || hasControls(password.reveal())) {
                throw new IllegalArgumentException(
                        "a user has no colon, and neither user nor password a control character");
            }
        }

        private static boolean hasControls(String text) {
            return text.chars().anyMatch(Character::isISOControl);
        }
    }

    /**
     * Tokens from an authorization server (RFC 6749), renewed before they expire.
     *
     * @param endpoint of tokens; never redirected
     * @param scopes asked for; none: what the server gives by default
     * @param parameters further ones of the token request, {@code audience} for instance
     * @param store where tokens are kept
     */
    record OAuth2(
            URI endpoint,
            String clientId,
            Secret clientSecret,
            ClientProof proof,
            Grant grant,
            List<String> scopes,
            Map<String, String> parameters,
            TokenStore store)
            implements Credentials {
        public OAuth2 {
            scopes = List.copyOf(scopes);
            parameters = Map.copyOf(parameters);
        }

        /** The client's own rights (RFC 6749 §4.4), {@code client_secret_basic}, tokens kept in this process. */
        public static OAuth2 clientCredentials(URI endpoint, String clientId, Secret clientSecret) {
            return new OAuth2(
                    endpoint,
                    clientId,
                    clientSecret,
                    ClientProof.BASIC,
                    new Grant.ClientCredentials(),
                    List.of(),
                    Map.of(),
                    TokenStore.inMemory());
        }

        /** The rights of who gave this refresh token (RFC 6749 §6); its successors are kept in the store. */
        public static OAuth2 refreshToken(URI endpoint, String clientId, Secret clientSecret, Secret refreshToken) {
            return clientCredentials(endpoint, clientId, clientSecret).withGrant(new Grant.RefreshToken(refreshToken));
        }

        public OAuth2 withGrant(Grant other) {
            return new OAuth2(endpoint, clientId, clientSecret, proof, other, scopes, parameters, store);
        }

        public OAuth2 withProof(ClientProof other) {
            return new OAuth2(endpoint, clientId, clientSecret, other, grant, scopes, parameters, store);
        }

        public OAuth2 withScopes(String... names) {
            return new OAuth2(endpoint, clientId, clientSecret, proof, grant, List.of(names), parameters, store);
        }

        public OAuth2 withParameters(Map<String, String> others) {
            return new OAuth2(endpoint, clientId, clientSecret, proof, grant, scopes, others, store);
        }

        public OAuth2 withStore(TokenStore other) {
            return new OAuth2(endpoint, clientId, clientSecret, proof, grant, scopes, parameters, other);
        }

        /**
         * What names these tokens in a store: who, where, for what, on whose rights. Not a secret: of the first refresh
         * token it has a digest, so that those of two people never meet.
         */
        public String key() {
            return grant instanceof Grant.RefreshToken(Secret first) ? name() + " " + digest(first) : name();
        }

        /** The endpoint without its query. */
        private String name() {
            return clientId + " " + endpoint.getScheme() + "://" + endpoint.getRawAuthority() + endpoint.getRawPath()
                    + " " + String.join(" ", scopes);
        }

        private static String digest(Secret secret) {
            try {
                byte[] bytes = secret.reveal().getBytes(StandardCharsets.UTF_8);
                return HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 16);
            } catch (NoSuchAlgorithmException everyJdkHasIt) {
                throw new IllegalStateException(everyJdkHasIt);
            }
        }

        @Override
        public String toString() {
            return "OAuth2[" + name() + "]";
        }
    }

    /** How the client proves itself to the authorization server (RFC 6749 §2.3.1). */
    enum ClientProof {
        /** {@code client_secret_basic}. */
        BASIC,
        /** {@code client_secret_post}. */
        POST
    }

    /** On whose rights tokens are asked for. */
    sealed interface Grant {
        /** The client's own. */
        record ClientCredentials() implements Grant {}

        /**
         * Those of somebody who agreed once.
         *
         * @param first used as long as the store holds no later one
         */
        record RefreshToken(Secret first) implements Grant {}
    }
}
