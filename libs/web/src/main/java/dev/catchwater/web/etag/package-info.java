/** Entity tags and conditional answers (RFC 9110 §8.8.3, §13) for JSON. */
@NullMarked
package dev.catchwater.web.etag;

import org.jspecify.annotations.NullMarked;
