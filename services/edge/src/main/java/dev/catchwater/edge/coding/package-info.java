/** Content codings between a client's wish, an operator's and what is stored: which one, and what it does to fields. Pure. */
@NullMarked
package dev.catchwater.edge.coding;

import org.jspecify.annotations.NullMarked;
