package dev.catchwater.fairlead.credentials;

import static dev.catchwater.fairlead.Answers.failureOf;
import static dev.catchwater.fairlead.Answers.get;
import static dev.catchwater.fairlead.credentials.AuthorizationServer.form;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.catchwater.fairlead.CallEvent;
import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.HttpFailure.NoToken;
import dev.catchwater.fairlead.HttpFailure.TokenError;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Secret;
import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialStageTest extends BehindAuthorization {
    @Test
    void aPasswordIsSentInUtf8AndATokenAsItIs() {
        call(stage(new Credentials.Basic("test", Secret.of("123\u00a3"))));
        call(stage(new Credentials.Bearer(Secret.of("mF_9.B5f-4.1JqM="))));
        // RFC 7617 §2.1's own example.
        assertThat(server.sent()).containsExactly("Basic dGVzdDoxMjPCow==", "mF_9.B5f-4.1JqM=");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://api.test/x",
                "https://api.test:8443/x",
                "https://www.api.test/x",
                "https://api.test.evil.test/x",
                "https://evil.test/api.test"
            })
    void noOtherOriginGetsThem(String uri) {
        get(stage(new Credentials.Bearer(Secret.of("token"))).apply(Request.get(uri), server));
        server.gives("unused", 60);
        get(stage(client).apply(Request.get(uri), server));
        assertThat(server.sent()).containsExactly("-", "-");
        assertThat(server.questions).isEmpty();
    }

    @Test
    void aRequestsOwnAuthorizationStays() {
        get(stage(new Credentials.Bearer(Secret.of("token"))).apply(CALL.withHeader("Authorization", "own"), server));
        assertThat(server.sent()).containsExactly("own");
    }

    @Test
    void theQuestionIsThatOfTheRfc() {
        server.gives("one", 600).gives("two", 600);
        call(stage(client.withScopes("read", "write").withParameters(Map.of("audience", "a&b"))));
        call(stage(client.withProof(Credentials.ClientProof.POST)));
        Request basic = server.questions.get(0);
        assertThat(form(basic)).isEqualTo("grant_type=client_credentials&scope=read+write&audience=a%26b");
        // "my+id:s%3Acret": both are encoded before they are joined (RFC 6749 §2.3.1).
        assertThat(basic.headers().first("Authorization")).contains("Basic bXkraWQ6cyUzQWNyZXQ=");
        Request post = server.questions.get(1);
        assertThat(form(post)).isEqualTo("grant_type=client_credentials&client_id=my+id&client_secret=s%3Acret");
        assertThat(post.headers().contains("Authorization")).isFalse();
        assertThat(server.sent()).containsExactly("one", "two");
    }

    @ParameterizedTest
    @CsvSource({
        "400, invalid_client,         INVALID_CLIENT",
        "401, invalid_client,         INVALID_CLIENT",
        "401, ,                       INVALID_CLIENT",
        "400, invalid_grant,          INVALID_GRANT",
        "400, invalid_scope,          INVALID_SCOPE",
        "400, unauthorized_client,    UNAUTHORIZED_CLIENT",
        "400, unsupported_grant_type, UNSUPPORTED_GRANT",
        "400, invalid_request,        INVALID_REQUEST",
        "400, planted\u0007,           MALFORMED",
        "302, ,                       MALFORMED",
        "429, ,                       UNAVAILABLE",
        "503, invalid_grant,          UNAVAILABLE"
    })
    void whatTheServerSaysIsAFailureWithItsReasonAndNotItsWords(int status, String error, TokenError reason) {
        server.gives(status, "{\"error\":\"" + (error == null ? "" : error) + "\",\"error_description\":\"planted\"}");
        HttpFailure failure = failureOf(stage(client).apply(CALL, server));
        assertThat(failure).isEqualTo(new NoToken("https://auth.test:443", reason));
        assertThat(failure.message()).doesNotContain("planted");
        assertThat(server.calls).isEmpty();
    }

    @Test
    void everyQuestionIsTold() {
        server.gives(400, "{\"error\":\"invalid_scope\"}");
        failureOf(stage(client).apply(CALL, server));
        assertThat(events)
                .containsExactly(new CallEvent.TokenAsked(
                        0, Optional.of(new NoToken("https://auth.test:443", TokenError.INVALID_SCOPE))));
    }

    @Test
    void credentialsThatNoHeaderCanCarryAreRefusedAndNoneIsShown() {
        assertThatThrownBy(() -> new Credentials.Bearer(Secret.of("a\r\nsecret")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> new Credentials.Basic("a:b", Secret.of("x")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Secret.of("")).isInstanceOf(IllegalArgumentException.class);
        assertThat(new Credentials.Basic("user", Secret.of("hidden")) + " "
                        + new Credentials.Bearer(Secret.of("hidden")) + client)
                .doesNotContain("hidden")
                .doesNotContain("s:cret");
    }

    @Test
    void aStoreThatThrowsIsAFailureToo() {
        TokenStore broken = (key, renewal) -> {
            throw new IllegalStateException("secret");
        };
        assertThat(failureOf(stage(client.withStore(broken)).apply(CALL, server)))
                .isEqualTo(new NoToken("https://auth.test:443", TokenError.UNAVAILABLE));
        assertThat(failureOf(stage(client.withStore(
                                (key, renewal) -> Uni.createFrom().failure(new IllegalStateException("x"))))
                        .apply(CALL, server)))
                .isInstanceOf(NoToken.class);
    }
}
