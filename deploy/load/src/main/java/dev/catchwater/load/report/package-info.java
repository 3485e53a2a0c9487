/** Figures of several forks as Markdown, and where they are kept. */
@NullMarked
package dev.catchwater.load.report;

import org.jspecify.annotations.NullMarked;
