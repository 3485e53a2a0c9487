package dev.catchwater.fairlead.quarkus.runtime;

import dev.catchwater.fairlead.Secret;
import dev.catchwater.fairlead.quarkus.config.Surroundings.SecretPlace;
import io.quarkus.credentials.CredentialsProvider;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/** The application's credentials providers, as the data sources of Quarkus use them. */
@Singleton
final class QuarkusCredentials implements SecretSource {
    private final Instance<CredentialsProvider> providers;

    QuarkusCredentials(@Any Instance<CredentialsProvider> providers) {
        this.providers = providers;
    }

    @Override
    public Secret secret(SecretPlace.AtProvider place) {
        Map<String, String> values = provider(place).getCredentials(place.credentials());
        String value = values == null ? null : values.get(place.key());
        if (value == null || value.isEmpty()) {
            throw new IllegalArgumentException("the provider has no such value there");
        }
        return Secret.of(value);
    }

    private CredentialsProvider provider(SecretPlace.AtProvider place) {
        List<CredentialsProvider> found = providers
                .handlesStream()
                .filter(handle -> place.bean().isEmpty()
                        || place.bean().get().equals(handle.getBean().getName())
                        || handle.getBean().getQualifiers().stream()
                                .anyMatch(qualifier -> qualifier instanceof Named named
                                        && place.bean().get().equals(named.value())))
                .map(Instance.Handle::get)
                .toList();
        if (found.size() != 1) {
            throw new IllegalArgumentException(
                    "of the application's credentials providers " + found.size() + " have that name, and one must");
        }
        return found.getFirst();
    }
}
