/** What was served, in numbers: counted where it happens, added up when somebody asks. */
@NullMarked
package dev.catchwater.edge.tally;

import org.jspecify.annotations.NullMarked;
