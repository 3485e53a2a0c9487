/** What is measured within a client's process, and how it is kept busy. */
@NullMarked
package dev.catchwater.load.measure;

import org.jspecify.annotations.NullMarked;
