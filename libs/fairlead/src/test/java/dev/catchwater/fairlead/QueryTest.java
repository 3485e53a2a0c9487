package dev.catchwater.fairlead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class QueryTest {
    private static final String HOST = "https://example.org";

    @Test
    void parametersAreAppendedInOrderAndNothingInThemIsSyntax() {
        Request request = Request.get(HOST + "/p?z=1")
                .withQuery("a b", "x&y=z#?/")
                .withQuery("q", "é+%\u0000\r\n")
                .withQuery("z", "");
        assertThat(request.uri().toString())
                .isEqualTo(HOST + "/p?z=1&a%20b=x%26y%3Dz%23%3F%2F&q=%C3%A9%2B%25%00%0D%0A&z=");
        assertThat(request.query("a b")).contains("x&y=z#?/");
        assertThat(request.query("q")).contains("é+%\u0000\r\n");
        assertThat(request.query("z")).contains("1");
        assertThat(request.query("none")).isEmpty();
    }

    @Test
    void aQueryIsBegunWhereThereIsNone() {
        assertThat(Request.get(HOST).withQuery("a", "1").uri().toString()).isEqualTo(HOST + "?a=1");
        assertThat(Request.get(HOST + "/?").withQuery("a", "1").uri().toString())
                .isEqualTo(HOST + "/?a=1");
    }

    @Test
    void aReplacedParameterKeepsItsPlaceAndIsTheOnlyOneHoweverItWasWritten() {
        Request request = Request.get(HOST + "/?a=1&%70age=2&b=3&page=4");
        assertThat(request.replaceQuery("page", "9").uri().getRawQuery()).isEqualTo("a=1&page=9&b=3");
        assertThat(Request.get(HOST + "/?a=1").replaceQuery("page", "9").uri().getRawQuery())
                .isEqualTo("a=1&page=9");
    }

    @Test
    void whatIsTooLongIsRefused() {
        assertThatThrownBy(() -> Request.get(HOST).withQuery("a", "x".repeat(33_000)))
                .isInstanceOf(HttpException.class);
        assertThatThrownBy(() -> Request.get(HOST).withQuery("a", "ä".repeat(10_000)))
                .isInstanceOf(HttpException.class);
    }
}
