package dev.catchwater.jobs.webhook;

import dev.catchwater.fairlead.CallListener;
import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.Method;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.RetryAfter;
import dev.catchwater.fairlead.client.HttpClient;
import dev.catchwater.fairlead.redirect.RedirectPolicy;
import dev.catchwater.jobs.GiveUp;
import dev.catchwater.jobs.JobKind;
import dev.catchwater.jobs.Next;
import dev.catchwater.jobs.Retrying;
import dev.catchwater.jobs.Run;
import dev.catchwater.jobs.TryLater;
import dev.catchwater.jobs.Work;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Deliveries of webhooks, as jobs. Any 2xx is a delivery; 410 ends the endpoint; all else is tried again, no sooner than
 * Retry-After says.
 */
public final class Webhooks {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final Predicate<String> SHORT = Pattern.compile("[0-9]{1,4}").asMatchPredicate();

    private final WebhookEndpoints endpoints;
    private final HttpClient client;
    private final InstantSource clock;

    /**
     * Deliveries through a client.
     *
     * @param client should be guarded, since the addresses are strangers'. Whatever it says, redirects are not followed
     *     (what is signed for one address is not meant for another), and of its default fields only User-Agent is sent.
     */
    public Webhooks(WebhookEndpoints endpoints, HttpClient client, InstantSource clock) {
        this.endpoints = endpoints;
        this.client = client.derive(settings ->
                settings.withRedirects(RedirectPolicy.NONE).withoutDefaults().withDefaults(agent(settings.defaults())));
        this.clock = clock;
    }

    private static Headers agent(Headers defaults) {
        return defaults.first("User-Agent")
                .map(name -> Headers.of("User-Agent", name))
                .orElseGet(Headers::none);
    }

    /**
     * The kind of job, {@code Retrying.WEBHOOK} as a rule.
     *
     * @param on where it subscribes to the client, such as an event loop's context
     */
    public JobKind<Webhook> kind(String name, Executor on, Retrying retrying) {
        return new JobKind<>(name, Webhook.class, Work.reactive(on, this::deliver), retrying);
    }

    private Uni<Next> deliver(Webhook webhook, Run run) {
        return endpoints
                .find(webhook.endpoint())
                .flatMap(found -> found.map(endpoint -> client.send(request(endpoint, webhook, run))
                                .flatMap(response -> judge(webhook, response)))
                        .orElseGet(() -> Uni.createFrom().item(Next.done())));
    }

    private Request request(WebhookEndpoint endpoint, Webhook webhook, Run run) {
        byte[] body = webhook.json().getBytes(StandardCharsets.UTF_8);
        String time = String.valueOf(clock.instant().getEpochSecond());
        return Request.of(Method.POST, endpoint.address())
                .withTimeout(TIMEOUT)
                // At many receivers the path is all that a stranger needs to know.
                .with(CallListener.SECRET_PATH, true)
                .withMaxBody(Long.MAX_VALUE)
                .withHeader("webhook-id", run.id())
                .withHeader("webhook-timestamp", time)
                .withHeader("webhook-signature", signatures(endpoint, run.id(), time, body))
                .withBody("application/json", Buffer.buffer(body));
    }

    /** One for each secret, so that a receiver which knows only the old or only the new one can check it. */
    private static String signatures(WebhookEndpoint endpoint, String id, String time, byte[] body) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.writeBytes((id + "." + time + ".").getBytes(StandardCharsets.UTF_8));
        content.writeBytes(body);
        byte[] signed = content.toByteArray();
        return endpoint.secrets().stream().map(secret -> secret.sign(signed)).collect(Collectors.joining(" "));
    }

    private Uni<Next> judge(Webhook webhook, Response response) {
        // A short answer is read, to keep the connection; what it says, and whether it ends well, changes nothing.
        boolean isShort =
                response.headers().first("Content-Length").filter(SHORT).isPresent();
        if (!isShort) {
            response.body().cancel();
            return verdict(webhook, response);
        }
        return response.body().discard().onFailure().recoverWithNull().chain(() -> verdict(webhook, response));
    }

    private Uni<Next> verdict(Webhook webhook, Response response) {
        int status = response.status();
        if (response.isSuccess()) {
            return Uni.createFrom().item(Next.done());
        }
        if (status == 410) {
            return endpoints
                    .gone(webhook.endpoint())
                    .flatMap(done -> Uni.createFrom().failure(new GiveUp("The receiver answered 410: gone.")));
        }
        Duration asked = RetryAfter.of(response.headers(), clock.instant()).orElse(Duration.ZERO);
        return Uni.createFrom().failure(new TryLater("The receiver answered " + status + ".", asked));
    }
}
