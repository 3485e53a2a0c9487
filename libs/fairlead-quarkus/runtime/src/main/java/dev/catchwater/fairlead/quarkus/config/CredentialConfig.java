package dev.catchwater.fairlead.quarkus.config;

import dev.catchwater.fairlead.credentials.Credentials.ClientProof;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What requests to one origin are authorized with: one of bearer, basic and OAuth2. */
public interface CredentialConfig {
    /** The origin, e.g. {@code https://api.example.org}; no other gets these credentials. */
    Optional<URI> origin();

    /** A token that does not change (RFC 6750). */
    SecretConfig bearer();

    /** A name and a password (RFC 7617). */
    Basic basic();

    /** Tokens from an authorization server, for the client's own rights (RFC 6749 §4.4). */
    @WithName("oauth2")
    OAuth2 oAuth2();

    /** A name and a password (RFC 7617). */
    interface Basic {
        /** The name. */
        Optional<String> user();

        /** The password. */
        SecretConfig password();
    }

    /** Tokens from an authorization server, for the client's own rights (RFC 6749 §4.4). */
    interface OAuth2 {
        /** The server's token endpoint. */
        Optional<URI> endpoint();

        /** Who the client is there. */
        Optional<String> clientId();

        /** The client's secret there. */
        SecretConfig clientSecret();

        /** How the client proves itself: {@code basic} (client_secret_basic) or {@code post} (client_secret_post). */
        @WithDefault("basic")
        ClientProof proof();

        /** Scopes asked for; what the server gives by default if absent. */
        Optional<List<String>> scopes();

        /** Further parameters of the token request, {@code audience} for instance; no secrets. */
        Map<String, String> parameters();
    }
}
