package dev.catchwater.trading.source.binance;

import java.net.URI;

/**
 * Where an exchange that speaks Binance's protocol is found.
 *
 * @param rest base of the REST API, such as {@code https://api.binance.com}; may have a path
 * @param stream base of the market streams, such as {@code wss://stream.binance.com:9443}
 */
public record BinanceAddress(URI rest, URI stream) {}
