package dev.catchwater.web;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The knobs of this library: {@code catchwater.web.*}. */
@ConfigMapping(prefix = "catchwater.web")
public interface WebConfig {
    /** Names the session cookie and the default files. */
    @WithDefault("${quarkus.application.name:service}")
    String service();

    /** Local mode: who shows no key is the user {@code demo} and may write. Refused on a non-loopback bind. */
    @WithDefault("false")
    boolean demoUser();

    /** Who shows no key may read. */
    @WithDefault("false")
    boolean publicRead();

    /** Where the one-time admin key is written at the first start; {@code .catchwater/<service>/admin.key}. */
    Optional<String> adminKeyFile();

    /**
     * At this start, every admin key is revoked and a new one is written to {@link #adminKeyFile}: for when the last one
     * is lost. To be taken out again, for each further start does the same.
     */
    @WithDefault("false")
    boolean reissueAdminKey();

    /** Where the keys are kept if the service brings no {@link KeyStore}; {@code .catchwater/<service>/keys}. */
    Optional<String> keyFile();

    /**
     * Signs cursors and sessions: at least 32 characters, the same on every replica. Without it each start makes its
     * own, and the cursors and sessions of before are refused.
     */
    Optional<String> cursorKey();

    /** Host names, without port, under which this service answers besides the loopback names. */
    Optional<List<String>> hosts();

    /** How long a page stays signed in. */
    @WithDefault("PT12H")
    Duration sessionTtl();

    /** How often a stream asks again whether its key or session still opens it: it may outlive them by that much. */
    @WithDefault("PT30S")
    Duration recheck();

    /** The page that lists all services, an absolute http or https URL; without it pages have no such link. */
    Optional<URI> portal();
}
