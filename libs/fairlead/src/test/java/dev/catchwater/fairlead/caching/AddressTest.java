package dev.catchwater.fairlead.caching;

import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.CallListener;
import dev.catchwater.fairlead.Endpoint;
import dev.catchwater.fairlead.ManualTimers;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.cache.CachePolicy;
import dev.catchwater.fairlead.store.MemoryStore;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

/** Callers that choose the server themselves. */
class AddressTest {
    private static final Request ASK = Request.get("http://origin.test/a");

    private final Origin origin = new Origin();
    private final CachingStage stage = new CachingStage(
            CachingPolicy.of(CachePolicy.SHARED, new MemoryStore(1_000_000, 1_000)),
            new ManualTimers(),
            () -> Runnable::run,
            CallListener.NONE);

    private String text(Request request) {
        return get(stage.apply(request, origin).flatMap(Response::text));
    }

    @Test
    void whatAServerOfTheCallersChoiceAnsweredIsNotWhatOthersGet() throws UnknownHostException {
        origin.answers(200, "one", "Cache-Control", "max-age=9").answers(200, "two", "Cache-Control", "max-age=9");
        assertThat(text(ASK.withAddress(InetAddress.getByName("203.0.113.1")))).isEqualTo("one");
        assertThat(text(ASK)).isEqualTo("two");
    }

    @Test
    void eachServerOfTheCallersChoiceAnswersForItself() throws UnknownHostException {
        InetAddress there = InetAddress.getByName("203.0.113.1");
        Request one = ASK.withEndpoint(Endpoint.of(there, 1_080));
        Request two = ASK.withEndpoint(Endpoint.of(there, 1_081));
        origin.answers(200, "one", "Cache-Control", "max-age=9").answers(200, "two", "Cache-Control", "max-age=9");
        assertThat(text(one)).isEqualTo("one");
        assertThat(text(two)).isEqualTo("two");
        assertThat(text(one)).as("of its own").isEqualTo("one");
        assertThat(origin.requests).hasSize(2);
    }
}
