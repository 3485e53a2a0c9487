/** The packaged node as an operator has it: a process with an environment, a folder and signals. */
@NullMarked
package dev.catchwater.edge.process;

import org.jspecify.annotations.NullMarked;
