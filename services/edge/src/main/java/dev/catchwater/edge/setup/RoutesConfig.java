package dev.catchwater.edge.setup;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Where the routes are said: {@code catchwater.edge.routes.*}. */
@ConfigMapping(prefix = "catchwater.edge.routes")
public interface RoutesConfig {

    /** The file of routes. */
    Optional<Path> file();

    /** How often it is looked at. */
    @WithDefault("1s")
    Duration lookEvery();

    /** The shorthand for one route that takes every request. */
    @WithName("default")
    Shorthand single();

    /** One route that takes every request. */
    interface Shorthand {

        /** Its origins, as URLs: {@code http://127.0.0.1:18000}. */
        Optional<List<URI>> origins();
    }
}
