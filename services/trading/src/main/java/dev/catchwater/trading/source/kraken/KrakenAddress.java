package dev.catchwater.trading.source.kraken;

import java.net.URI;

/**
 * Where an exchange that speaks Kraken's protocol is found.
 *
 * @param rest base of the REST API, such as {@code https://api.kraken.com}; may have a path
 * @param stream the market's WebSocket, such as {@code wss://ws.kraken.com/v2}
 * @param reports the customer's WebSocket, such as {@code wss://ws-auth.kraken.com/v2}
 */
public record KrakenAddress(URI rest, URI stream, URI reports) {}
