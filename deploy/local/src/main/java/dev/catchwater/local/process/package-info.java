/** Child processes: started, probed, watched, restarted, stopped and, after a crash of the launcher, found again. */
@NullMarked
package dev.catchwater.local.process;

import org.jspecify.annotations.NullMarked;
