package dev.catchwater.rules;

/** What the plan forbids in general and a module may be given in named places. */
enum Grant {
    VERTX_HTTP,
    CLOCK_AND_DICE,
    PRINT
}
