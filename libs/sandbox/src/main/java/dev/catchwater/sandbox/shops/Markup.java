package dev.catchwater.sandbox.shops;

/** How a shop tells machines what it sells. */
enum Markup {
    /** In a script. */
    JSON_LD,
    /** In attributes. */
    MICRODATA,
    /** In meta elements. */
    OPEN_GRAPH,
    /** Not at all. */
    NONE
}
