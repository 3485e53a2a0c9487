package dev.catchwater.fairlead.quarkus.config;

import java.io.Serial;
import org.eclipse.microprofile.config.spi.Converter;

/** {@code true} or {@code false} and nothing else: what is misspelt would otherwise be false, and a guard be off. */
public final class Truth implements Converter<Boolean> {
    @Serial
    private static final long serialVersionUID = 1L;

    /** Made by smallrye-config. */
    public Truth() {}

    @Override
    public Boolean convert(String value) {
        return switch (value.strip()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("must be true or false");
        };
    }
}
