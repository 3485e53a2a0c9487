package dev.catchwater.trading;

/**
 * What an API key may do.
 *
 * @param trade place orders
 * @param withdraw move money away: such a key is never used for live trading
 * @param bound whether it works from listed addresses only
 */
public record KeyRights(boolean trade, boolean withdraw, boolean bound) {}
