/** Every failure, thrown in a resource or in a route, as problem+json (RFC 9457). */
@NullMarked
package dev.catchwater.web.problem;

import org.jspecify.annotations.NullMarked;
