/** The addresses that are to be asked, in Postgres: each once, hosts taking turns, resumable by any process. */
@NullMarked
package dev.catchwater.crawl.frontier;

import org.jspecify.annotations.NullMarked;
