package dev.catchwater.jobs.webhook;

import java.net.URI;
import java.util.List;

/**
 * Where webhooks go.
 *
 * @param address http or https, without user information or fragment; its query is not shown
 * @param secrets from 1 to 4: the current one, and those that are being replaced
 */
public record WebhookEndpoint(URI address, List<WebhookSecret> secrets) {
    public WebhookEndpoint {
        secrets = List.copyOf(secrets);
        if (secrets.isEmpty() || secrets.size() > 4) {
            throw new IllegalArgumentException("From 1 to 4 secrets: " + secrets.size());
        }
        boolean isWeb = "https".equalsIgnoreCase(address.getScheme()) || "http".equalsIgnoreCase(address.getScheme());
        if (!isWeb || address.getHost() == null) {
            throw new IllegalArgumentException("A webhook's address is https://host/… (or http).");
        }
        if (address.getRawUserInfo() != null || address.getRawFragment() != null) {
            throw new IllegalArgumentException("A webhook's address has no user information and no fragment.");
        }
        if (address.toString().length() > 2048) {
            throw new IllegalArgumentException("A webhook's address has at most 2,048 characters.");
        }
    }

    /** The host alone: paths and queries of webhooks are secrets at many receivers. */
    @Override
    public String toString() {
        return "WebhookEndpoint[" + address.getHost() + "]";
    }
}
