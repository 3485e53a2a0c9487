/** Many calls, so many at a time; the failure of one is a result like any other. */
@NullMarked
package dev.catchwater.fairlead.batch;

import org.jspecify.annotations.NullMarked;
