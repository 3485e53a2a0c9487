package dev.catchwater.sandbox.judge;

import java.time.Duration;

/**
 * How often someone may ask: {@code limit} requests in each {@code period}.
 *
 * @param name what is limited, such as {@code api} or {@code paging}
 */
public record Allowance(String name, int limit, Duration period) {}
