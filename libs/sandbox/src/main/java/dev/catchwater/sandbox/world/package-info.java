/** The living world's shared nouns: time that can be driven, people who write, when and what; seeded, no HTTP. */
@NullMarked
package dev.catchwater.sandbox.world;

import org.jspecify.annotations.NullMarked;
