package dev.catchwater.fairlead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTest {
    private static void refused(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(HttpException.class, e -> {
            assertThat(e.failure()).isInstanceOf(HttpFailure.InvalidRequest.class);
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            assertThat(trace.toString()).doesNotContain("secret");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://a.test/ secret",
                "http://a.test/\r\nsecret: x",
                "http://a.test/\u0000secret",
                "/secret",
                "ftp://a.test/secret",
                "http://user:secret@a.test/",
                "http:///secret",
                "http://a.test:70000/secret",
                "mailto:secret@a.test",
                "http://127.1/secret",
                "http://[fe80::1%secret",
                "http://a.test/\tsecret",
                "http://a.test\\secret",
                "http://a.test\u0000.secret/",
                "http://a test/secret",
                "http://%31%32%37.0.0.1/secret",
                "http://user:secret@b\u00fccher.test/",
                "http://secret@b\u00fccher.test/",
                "http://b\u00fccher.test:99999/secret",
                "http://b\u00fccher_secret.test/",
                "http://fa\u00df.secret/",
                "http://a\u200db.secret/",
                "http://\u00fc..secret/",
                ""
            })
    void aTargetThatIsNoneIsRefusedAndNotQuoted(String uri) {
        refused(() -> Request.get(uri));
    }

    @ParameterizedTest
    @CsvSource({
        "http://b\u00fccher.test/x?y=\u00fc, http://xn--bcher-kva.test/x?y=%C3%BC",
        "http://B\u00dcCHER.test:81, http://xn--bcher-kva.test:81",
        "http://\u4f8b\u3002test/,           http://xn--fsq.test/",
        // Full width: what looks like an address is one, to the guard as well.
        "http://\uff11\uff12\uff17.0.0.1/,  http://127.0.0.1/",
    })
    void aNameBeyondAsciiIsAskedForAsItIsLookedUp(String given, String asked) {
        assertThat(Request.get(given).uri()).hasToString(asked);
        assertThat(Request.get("http://a.test/").withUri(URI.create(given)).uri())
                .hasToString(asked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a\r\nInjected: secret", "a\nsecret", "a\rsecret", "secret\u0000", "secret\u007f", "secret\u20ac"
            })
    void aValueCannotBecomeASecondLine(String value) {
        refused(() -> Headers.of("X-A", value));
        refused(() -> Headers.none().plus("X-A", value));
        refused(() -> Headers.none().with("X-A", value));
        refused(() -> Request.get("http://a.test/").withHeader("X-A", value));
        refused(() -> Request.get("http://a.test/").withBody(value, Buffer.buffer()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a:", "secret\r\nb", "a\u0000", "é", "a(b)", "\"a\""})
    void aNameOrMethodIsAToken(String name) {
        refused(() -> Headers.of(name, "v"));
        refused(() -> new Method(name));
    }

    @Test
    void nothingShowsQueriesValuesOrContent() {
        Request request = Request.post("https://a.test/p?token=secret")
                .withHeader("Authorization", "secret")
                .withBody("text/plain", Buffer.buffer("secret"));
        Response response = new Response(
                request,
                200,
                Headers.of("Set-Cookie", "secret"),
                ResponseBody.empty(),
                List.of(new Response.Hop(301, URI.create("http://a.test/?secret"))));
        HttpFailure status = new HttpFailure.BadStatus(500, response.headers());
        for (Object shown : List.of(
                request,
                request.body(),
                request.headers(),
                response,
                response.hops(),
                status,
                status.asException(),
                new CallEvent.Began(1, request),
                new CallEvent.Redirected(1, 302, request.uri()),
                new CallEvent.Ended(1, request, 200, new Outcome.Failed(status), Duration.ZERO))) {
            assertThat(shown.toString()).doesNotContain("secret");
        }
        assertThat(request).hasToString("POST https://a.test:443/p");
    }

    @Test
    void aPathThatIsASecretIsNotShown() {
        Request request = Request.post("https://a.test/hooks/secret?key=secret").with(CallListener.SECRET_PATH, true);
        Response response = new Response(
                request, 200, Headers.none(), ResponseBody.empty(), List.of(new Response.Hop(307, request.uri())));
        assertThat(request).hasToString("POST https://a.test:443/REDACTED");
        assertThat(request.withUri(URI.create("http://b.test/secret"))).hasToString("POST http://b.test:80/REDACTED");
        assertThat(response.toString() + response.hops() + new CallEvent.Redirected(1, 307, request.uri()))
                .doesNotContain("secret");
    }

    @ParameterizedTest
    @CsvSource({
        "http://A.Test/x, http://a.test:80",
        "HTTPS://a.test, https://a.test:443",
        "http://a.test:8080/, http://a.test:8080",
        "http://[::1]/, http://[::1]:80"
    })
    void anOriginAlwaysNamesItsPort(String uri, String origin) {
        assertThat(Request.get(uri).origin()).isEqualTo(origin);
    }

    @Test
    void aChosenAddressBelongsToItsOrigin() {
        Request chosen = Request.get("http://a.test/").withAddress(InetAddress.getLoopbackAddress());
        assertThat(chosen.withUri(URI.create("http://a.test/other")).address()).isPresent();
        assertThat(chosen.withUri(URI.create("http://b.test/")).address()).isEmpty();
    }

    @Test
    void headersKeepOrderAndDuplicatesAndForgetCaseOfNames() {
        Headers headers = Headers.of("A", "1", "b", "2", "a", "3");
        assertThat(headers.all("a")).containsExactly("1", "3");
        assertThat(headers.first("B")).contains("2");
        assertThat(headers.with("A", "4").all("a")).containsExactly("4");
        assertThat(headers.without("a")).isEqualTo(Headers.of("b", "2"));
        assertThat(headers.orElse(Headers.of("B", "9", "c", "5"))).isEqualTo(headers.plus("c", "5"));
        assertThat(headers.size()).isEqualTo(3);
    }

    @Test
    void aRequestIsNeverChangedInPlace() {
        Request request = Request.get("http://a.test/");
        request.withHeader("A", "1").withMaxBody(5).withTimeout(Duration.ofSeconds(1));
        assertThat(request.headers().size()).isZero();
        assertThat(request.maxBody(7)).isEqualTo(7);
        assertThat(request.timeout(Duration.ofSeconds(9))).isEqualTo(Duration.ofSeconds(9));
    }
}
