/** Sites that publish RSS 2.0, Atom 1.0 and JSON Feed 1.1, and sites that publish badly on purpose. */
@NullMarked
package dev.catchwater.sandbox.feeds;

import org.jspecify.annotations.NullMarked;
