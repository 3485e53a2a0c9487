package dev.catchwater.fairlead.form;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.RequestBody;
import org.junit.jupiter.api.Test;

class UrlEncodedFormTest {
    private static String encoded(UrlEncodedForm form) {
        Request request = form.applyTo(Request.post("https://example.org/"));
        assertThat(request.headers().first("Content-Type")).contains("application/x-www-form-urlencoded");
        return ((RequestBody.Bytes) request.body()).content().toString();
    }

    @Test
    void fieldsAreEncodedAsTheUrlStandardSays() {
        assertThat(encoded(UrlEncodedForm.EMPTY)).isEmpty();
        assertThat(encoded(UrlEncodedForm.EMPTY
                        .with("a b", "1&2=3+4%")
                        .with("a b", "")
                        .with("", "*-._~!'()")
                        .with("ü", "\uD83D\uDE00")))
                .isEqualTo("a+b=1%262%3D3%2B4%25&a+b=&=*-._%7E%21%27%28%29&%C3%BC=%F0%9F%98%80");
    }

    @Test
    void halfASurrogatePairBecomesTheReplacementCharacter() {
        assertThat(encoded(UrlEncodedForm.EMPTY.with("x", "a\uD83Db"))).isEqualTo("x=a%EF%BF%BDb");
    }

    @Test
    void valuesAreNotShown() {
        assertThat(UrlEncodedForm.EMPTY.with("password", "secret").toString()).doesNotContain("secret");
    }
}
