package dev.catchwater.fairlead.quarkus.config;

import dev.catchwater.fairlead.HttpException;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.client.Settings;
import dev.catchwater.fairlead.credentials.Credentials;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The part of the settings that says what requests are authorized with. */
final class ConfiguredCredentials {
    private final Keys keys;
    private final Surroundings surroundings;

    ConfiguredCredentials(Keys keys, Surroundings surroundings) {
        this.keys = keys;
        this.surroundings = surroundings;
    }

    Settings addTo(Settings settings, Map<String, CredentialConfig> all) {
        Settings more = settings;
        for (Map.Entry<String, CredentialConfig> one : all.entrySet()) {
            Keys in = keys.named("credentials", one.getKey());
            URI origin = origin(in, "origin", one.getValue().origin());
            if (more.credentials().containsKey(Request.originOf(origin))) {
                throw in.wrong("origin", "is " + origin + ", but that has credentials already");
            }
            more = more.withCredentials(origin.toString(), one(in, one.getValue()));
        }
        return more;
    }

    static URI origin(Keys in, String key, Optional<URI> given) {
        URI uri = given.orElseThrow(() -> in.missing(key, "is missing"));
        try {
            return Request.get(uri).uri();
        } catch (HttpException unfit) {
            throw in.wrong(key, "must be an absolute http or https URI without user information");
        }
    }

    private Credentials one(Keys in, CredentialConfig config) {
        List<Credentials> found = new ArrayList<>();
        if (ConfiguredSecrets.isNamed(config.bearer())) {
            found.add(bearer(in.in("bearer"), config.bearer()));
        }
        CredentialConfig.Basic basic = config.basic();
        if (basic.user().isPresent() || ConfiguredSecrets.isNamed(basic.password())) {
            found.add(basic(in.in("basic"), basic));
        }
        CredentialConfig.OAuth2 client = config.oAuth2();
        if (client.endpoint().isPresent()
                || client.clientId().isPresent()
                || ConfiguredSecrets.isNamed(client.clientSecret())) {
            found.add(oAuth2(in.in("oauth2"), client));
        }
        if (found.isEmpty()) {
            throw in.missing("*", "names no credentials: it needs bearer, basic or oauth2");
        }
        if (found.size() > 1) {
            throw in.wrong("*", "names several credentials, but must have one of bearer, basic and oauth2");
        }
        return found.getFirst();
    }

    private Credentials bearer(Keys in, SecretConfig token) {
        try {
            return new Credentials.Bearer(ConfiguredSecrets.read(in, token, surroundings));
        } catch (IllegalArgumentException unfit) {
            throw in.wrong("*", "is no bearer token (RFC 6750 §2.1)");
        }
    }

    private Credentials basic(Keys in, CredentialConfig.Basic basic) {
        String user = basic.user().orElseThrow(() -> in.missing("user", "is missing"));
        if (user.indexOf(':') >= 0 || user.chars().anyMatch(Character::isISOControl)) {
            throw in.wrong("user", "must have neither a colon nor control characters (RFC 7617)");
        }
        try {
            return new Credentials.Basic(
                    user, ConfiguredSecrets.read(in.in("password"), basic.password(), surroundings));
        } catch (IllegalArgumentException unfit) {
            throw in.wrong("password.*", "must have no control characters (RFC 7617)");
        }
    }

    private Credentials oAuth2(Keys in, CredentialConfig.OAuth2 client) {
        List<String> scopes = client.scopes().orElse(List.of());
        for (String scope : scopes) {
            // RFC 6749 §3.3
            if (!scope.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '"' && c != '\\')) {
                throw in.wrong("scopes", "has " + scope + ", which is no scope (RFC 6749 §3.3)");
            }
        }
        return Credentials.OAuth2.clientCredentials(
                        origin(in, "endpoint", client.endpoint()),
                        client.clientId().orElseThrow(() -> in.missing("client-id", "is missing")),
                        ConfiguredSecrets.read(in.in("client-secret"), client.clientSecret(), surroundings))
                .withProof(client.proof())
                .withScopes(scopes.toArray(String[]::new))
                .withParameters(client.parameters());
    }
}
