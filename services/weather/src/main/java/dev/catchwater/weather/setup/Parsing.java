package dev.catchwater.weather.setup;

import jakarta.inject.Qualifier;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** The threads that read foreign documents. */
@Qualifier
@Retention(RetentionPolicy.RUNTIME)
@interface Parsing {}
