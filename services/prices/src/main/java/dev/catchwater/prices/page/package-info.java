/**
 * What a page says of the thing it sells: JSON-LD, microdata, RDFa Lite, OpenGraph, and failing those what stands where
 * prices stand. Pure, but it costs milliseconds: never on an event loop. Knows no shop by name.
 */
@NullMarked
package dev.catchwater.prices.page;

import org.jspecify.annotations.NullMarked;
