package dev.catchwater.trading.source;

import dev.catchwater.fairlead.Secret;

/** A key and its secret: both redacted wherever they are printed. */
public record ApiKey(Secret key, Secret secret) {}
