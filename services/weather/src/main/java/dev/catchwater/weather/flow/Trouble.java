package dev.catchwater.weather.flow;

import dev.catchwater.weather.ProviderFailure;
import java.time.Instant;

/**
 * A product that a provider did not give us.
 *
 * @param since when it first failed, without a success since
 * @param next when it is asked again
 * @param times how often in a row
 */
public record Trouble(ProviderFailure failure, Instant since, Instant next, int times) {}
