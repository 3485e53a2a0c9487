/** Webhooks by the Standard Webhooks specification: signed, delivered at least once, tried for three days. */
@NullMarked
package dev.catchwater.jobs.webhook;

import org.jspecify.annotations.NullMarked;
