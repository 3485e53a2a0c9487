package dev.catchwater.prices;

import java.net.URI;
import java.util.Optional;

/** How addresses that people give are spelt. */
@FunctionalInterface
public interface Addresses {

    /** The one spelling of an http or https address; empty if the text is none. */
    Optional<URI> canonical(String text);
}
