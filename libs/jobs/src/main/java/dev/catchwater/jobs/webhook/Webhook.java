package dev.catchwater.jobs.webhook;

/**
 * A message that waits to be delivered; its id is the job's, and the receiver's {@code webhook-id}, by which it can tell
 * a second delivery.
 *
 * @param endpoint the id of the endpoint, which is looked up at each attempt: address and secrets may have changed
 * @param json the body, as it is sent and signed
 */
public record Webhook(String endpoint, String json) {}
