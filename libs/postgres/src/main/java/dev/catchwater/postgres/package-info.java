/** What services that keep things in PostgreSQL share. The root has nouns alone: any room of a service may name them. */
@NullMarked
package dev.catchwater.postgres;

import org.jspecify.annotations.NullMarked;
