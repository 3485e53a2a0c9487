package dev.catchwater.edge.setup;

import jakarta.inject.Qualifier;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** What belongs to the data plane alone: the application has a Vert.x of its own. */
@Qualifier
@Retention(RetentionPolicy.RUNTIME)
@interface OfPlane {}
