package dev.catchwater.fairlead.credentials;

import static dev.catchwater.fairlead.Answers.get;

import dev.catchwater.fairlead.CallEvent;
import dev.catchwater.fairlead.ManualTimers;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.Secret;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A stage with one client of the authorization server, under a manual clock. */
abstract class BehindAuthorization {
    static final Request CALL = Request.get("https://api.test/x");
    /** Each test has its own, for a client has a store. */
    final Credentials.OAuth2 client = Credentials.OAuth2.clientCredentials(
            URI.create(AuthorizationServer.ENDPOINT), "my id", Secret.of("s:cret"));

    final ManualTimers timers = new ManualTimers();
    final List<CallEvent> events = new ArrayList<>();
    final AuthorizationServer server = new AuthorizationServer();

    CredentialStage stage(Credentials credentials) {
        return new CredentialStage(
                Map.of("https://api.test:443", credentials), timers, new Random(1), () -> Runnable::run, events::add);
    }

    Response call(CredentialStage stage) {
        return get(stage.apply(CALL, server));
    }

    UniAssertSubscriber<Response> begin(CredentialStage stage) {
        return stage.apply(CALL, server).subscribe().withSubscriber(UniAssertSubscriber.create());
    }
}
