package dev.catchwater.fairlead.quarkus.config;

import dev.catchwater.fairlead.Secret;
import dev.catchwater.fairlead.quarkus.config.Surroundings.SecretPlace;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Where secrets lie. Neither they nor what says them enter a message. */
final class ConfiguredSecrets {
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private ConfiguredSecrets() {}

    static boolean isNamed(SecretConfig secret) {
        return secret.file().isPresent()
                || secret.env().isPresent()
                || secret.provider().isPresent()
                || secret.providerName().isPresent()
                || secret.providerKey().isPresent();
    }

    static Secret read(Keys in, SecretConfig config, Surroundings surroundings) {
        List<SecretPlace> places = new ArrayList<>();
        config.file().ifPresent(path -> places.add(new SecretPlace.InFile(path)));
        config.env().ifPresent(name -> places.add(new SecretPlace.InVariable(variable(in, name))));
        config.provider()
                .ifPresent(name -> places.add(new SecretPlace.AtProvider(
                        name, config.providerName(), config.providerKey().orElse("password"))));
        if (places.isEmpty()) {
            throw in.missing("*", "names no secret: it needs file, env or provider");
        }
        if (places.size() > 1) {
            throw in.wrong("*", "names several secrets, but must have one of file, env and provider");
        }
        if (config.provider().isEmpty()
                && (config.providerName().isPresent() || config.providerKey().isPresent())) {
            throw in.wrong(config.providerName().isPresent() ? "provider-name" : "provider-key", "has no provider");
        }
        return find(in, places.getFirst(), surroundings);
    }

    private static Secret find(Keys in, SecretPlace place, Surroundings surroundings) {
        try {
            return surroundings.secret(place);
        } catch (IllegalArgumentException absent) {
            throw switch (place) {
                // Each may be the secret itself, put where its place belongs.
                case SecretPlace.InFile file -> in.wrong("file", "names no secret: " + absent.getMessage());
                case SecretPlace.InVariable variable -> in.wrong("env", "names no secret: " + absent.getMessage());
                case SecretPlace.AtProvider provider -> in.wrong("provider", "names no secret: " + absent.getMessage());
            };
        }
    }

    private static String variable(Keys in, String name) {
        if (!VARIABLE.matcher(name).matches()) {
            throw in.wrong("env", "is not the name of an environment variable");
        }
        return name;
    }
}
