package dev.catchwater.fairlead.redirect;

import static dev.catchwater.fairlead.Answers.failureOf;
import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.Answers;
import dev.catchwater.fairlead.CallEvent;
import dev.catchwater.fairlead.CallListener;
import dev.catchwater.fairlead.CredentialFields;
import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.ManualTimers;
import dev.catchwater.fairlead.Method;
import dev.catchwater.fairlead.Next;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.RequestBody;
import dev.catchwater.fairlead.Response;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectStageTest {
    private static final CredentialFields OWN = CredentialFields.WELL_KNOWN.and(List.of("X-Tenant-Key"));

    private final List<Request> sent = new ArrayList<>();
    private final List<CallEvent> events = new ArrayList<>();
    private final ManualTimers timers = new ManualTimers();
    private final Map<String, String[]> redirects = new HashMap<>();
    private final Next upstream = request -> Uni.createFrom().item(() -> {
        sent.add(request);
        String[] to = redirects.get(request.uri().toString());
        return to == null
                ? Answers.of(request, 200, Headers.none(), "there")
                : Answers.of(request, Integer.parseInt(to[0]), Headers.of("Location", to[1]), "elsewhere");
    });

    private RedirectStage stage(RedirectPolicy policy) {
        return new RedirectStage(policy, OWN, Duration.ofSeconds(30), timers, events::add);
    }

    private Uni<Response> send(Request request) {
        return stage(RedirectPolicy.DEFAULT).apply(request, upstream);
    }

    private void redirect(String from, int status, String to) {
        redirects.put(from, new String[] {Integer.toString(status), to});
    }

    @ParameterizedTest
    @CsvSource({
        "301,GET,GET",
        "302,GET,GET",
        "303,GET,GET",
        "307,GET,GET",
        "308,GET,GET",
        "301,POST,GET",
        "302,POST,GET",
        "303,POST,GET",
        "307,POST,POST",
        "308,POST,POST",
        "301,PUT,PUT",
        "303,PUT,GET",
        "303,HEAD,HEAD",
        "301,HEAD,HEAD",
        "303,DELETE,GET",
        "307,DELETE,DELETE"
    })
    void theStatusDecidesTheMethodThatFollows(int status, String before, String after) {
        redirect("http://a.test/", status, "/b");
        get(send(Request.of(new Method(before), "http://a.test/").withBody("text/plain", Buffer.buffer("x"))));
        assertThat(sent.getLast().method().name()).isEqualTo(after);
        boolean kept = before.equals(after) && !(status == 303 && !before.equals("HEAD"));
        assertThat(sent.getLast().body() instanceof RequestBody.Bytes).isEqualTo(kept);
        assertThat(sent.getLast().headers().contains("Content-Type")).isEqualTo(kept);
    }

    @Test
    void anotherOriginDoesNotGetWhatWasMeantForTheFirst() throws Exception {
        redirect("http://a.test/", 302, "http://b.test/");
        get(send(Request.get("http://a.test/")
                .withHeader("Authorization", "secret")
                .withHeader("Cookie", "secret")
                .withHeader("X-Api-Key", "secret")
                .withHeader("x-tenant-KEY", "secret")
                .withHeader("Host", "a.test")
                .withHeader("Accept", "text/plain")
                .withAddress(InetAddress.ofLiteral("192.0.2.1"))));
        assertThat(sent.getLast().headers()).isEqualTo(Headers.of("Accept", "text/plain"));
        assertThat(sent.getLast().address()).isEmpty();
    }

    @Test
    void theSameOriginGetsItAll() {
        redirect("http://a.test/", 302, "http://A.test:80/x");
        get(send(Request.get("http://a.test/").withHeader("Authorization", "mine")));
        assertThat(sent.getLast().headers().first("Authorization")).contains("mine");
    }

    @ParameterizedTest
    @CsvSource({
        "http://a.test/x/y?q=1,            z,                  http://a.test/x/z",
        "http://a.test/x/y?q=1,            ?p=2,               http://a.test/x/y?p=2",
        "http://a.test/x/y,                //b.test/z,         http://b.test/z",
        "http://a.test,                    z,                  http://a.test/z",
        "http://a.test?q=1,                z,                  http://a.test/z",
        "http://a.test/x/y,                ../z,               http://a.test/z",
        "http://a.test/,                   /a b|c,             http://a.test/a%20b%7Cc",
        "http://a.test/,                   /caf\u00c3\u00a9,   http://a.test/caf%C3%A9",
        "http://a.test/,                   https://[::1]:81/z, https://[::1]:81/z",
    })
    void aLocationIsReadAsBrowsersReadIt(String base, String location, String target) {
        redirect(base, 302, location);
        Response response = get(send(Request.get(base)));
        assertThat(response.uri()).isEqualTo(URI.create(target));
    }

    @Test
    void theHistoryNamesEachHopInOrder() {
        redirect("http://a.test/1", 301, "/2");
        redirect("http://a.test/2", 307, "/3");
        assertThat(get(send(Request.get("http://a.test/1"))).hops())
                .containsExactly(
                        new Response.Hop(301, URI.create("http://a.test/1")),
                        new Response.Hop(307, URI.create("http://a.test/2")));
        assertThat(events).hasSize(2).allMatch(event -> event instanceof CallEvent.Redirected);
    }

    @Test
    void aLoopEndsAtTheLimit() {
        redirect("http://a.test/", 302, "/");
        assertThat(failureOf(send(Request.get("http://a.test/")))).isInstanceOf(HttpFailure.BadRedirect.class);
        assertThat(sent).hasSize(11);
    }

    @Test
    void asManyHopsAsAPolicyMayAskForFitOnTheStack() {
        redirect("http://a.test/", 302, "/");
        var stage = stage(new RedirectPolicy(50, false));
        assertThat(failureOf(stage.apply(Request.get("http://a.test/"), upstream)))
                .isInstanceOf(HttpFailure.BadRedirect.class);
        assertThat(sent).hasSize(51);
    }

    @Test
    void httpsDoesNotLeadToHttpUnlessAllowed() {
        redirect("https://a.test/", 302, "http://a.test/");
        assertThat(failureOf(send(Request.get("https://a.test/")))).isInstanceOf(HttpFailure.BadRedirect.class);
        assertThat(sent).hasSize(1);
        var lax = stage(new RedirectPolicy(10, true));
        assertThat(get(lax.apply(Request.get("https://a.test/"), upstream)).status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://a.test/",
                "http://secret:pw@a.test/",
                "http:///x",
                "javascript:alert(1)",
                "http://a.test:99999/",
                "http://["
            })
    void aTargetThatCannotBeRequestedIsNotFollowedAndNotQuoted(String location) {
        redirect("http://a.test/", 302, location);
        HttpFailure failure = failureOf(send(Request.get("http://a.test/")));
        assertThat(failure).isInstanceOf(HttpFailure.BadRedirect.class);
        assertThat(failure.message()).doesNotContain("secret");
    }

    @Test
    void aStreamThatCannotBeReadTwiceStopsARedirectThatWouldSendItAgain() {
        redirect("http://a.test/", 307, "/b");
        assertThat(failureOf(send(Request.post("http://a.test/")
                        .withStream("text/plain", Multi.createFrom().item(Buffer.buffer("x"))))))
                .isInstanceOf(HttpFailure.BadRedirect.class);
    }

    @Test
    void aRedirectWithoutLocationAndAnyOtherAnswerIsTheCallers() {
        Next bare = request -> Uni.createFrom().item(Answers.of(request, 302));
        var stage = stage(RedirectPolicy.DEFAULT);
        assertThat(get(stage.apply(Request.get("http://a.test/"), bare)).status())
                .isEqualTo(302);
        redirect("http://a.test/", 304, "/b");
        assertThat(get(send(Request.get("http://a.test/"))).status()).isEqualTo(304);
    }

    @Test
    void aPolicyOfNoHopsLeavesRedirectsToTheCaller() {
        redirect("http://a.test/", 302, "/b");
        var stage = stage(RedirectPolicy.NONE);
        Response response = get(stage.apply(Request.get("http://a.test/"), upstream));
        assertThat(response.status()).isEqualTo(302);
        assertThat(Optional.of(response.hops())).contains(List.of());
    }

    @Test
    void aRedirectCountsAsSendingAgain() {
        redirect("http://a.test/", 302, "/b");
        redirect("http://a.test/b", 302, "/c");
        Response response = get(send(Request.get("http://a.test/").with(CallListener.RESENDS, 1)));
        assertThat(response.request().get(CallListener.RESENDS)).isEqualTo(3);
    }
}
