/** Tools for tests of HTTP clients: scripted upstreams with faults, a clock moved by hand, a guard against blocked event loops. */
@NullMarked
package dev.catchwater.testkit;

import org.jspecify.annotations.NullMarked;
