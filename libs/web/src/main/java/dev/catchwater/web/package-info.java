/** What every API of ours shares: problems, cursors, keys and their roles, as nouns that do no I/O. */
@NullMarked
package dev.catchwater.web;

import org.jspecify.annotations.NullMarked;
