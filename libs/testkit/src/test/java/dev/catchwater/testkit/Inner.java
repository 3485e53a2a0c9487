package dev.catchwater.testkit;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.junit.jupiter.api.Disabled;

/** A test class only for an inner engine that deactivates conditions; every other engine passes over it. */
@Retention(RetentionPolicy.RUNTIME)
@Disabled("run by an inner engine")
@interface Inner {}
