/** Authorizing requests to one origin, and to no other: basic, bearer, and OAuth 2 tokens that are asked for and renewed. */
@NullMarked
package dev.catchwater.fairlead.credentials;

import org.jspecify.annotations.NullMarked;
