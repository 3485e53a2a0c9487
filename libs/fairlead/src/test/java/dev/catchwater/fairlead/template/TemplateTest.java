package dev.catchwater.fairlead.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.catchwater.fairlead.CallListener;
import dev.catchwater.fairlead.HttpException;
import dev.catchwater.fairlead.Method;
import dev.catchwater.fairlead.Request;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {
    private static final String HOST = "https://example.org";

    /** The variables of RFC 6570 §3.2. */
    private static Values rfc() {
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put("semi", ";");
        keys.put("dot", ".");
        keys.put("comma", ",");
        return Values.of("dom", "example.com")
                .with("dub", "me/too")
                .with("hello", "Hello World!")
                .with("half", "50%")
                .with("var", "value")
                .with("who", "fred")
                .with("base", "http://example.com/home/")
                .with("path", "/foo/bar")
                .with("list", List.of("red", "green", "blue"))
                .with("keys", keys)
                .with("v", 6)
                .with("x", 1024)
                .with("y", 768)
                .with("empty", "");
    }

    /** The expansions of RFC 6570 §3.2.2 to §3.2.9, behind a path that is written out. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{var}|value",
                "{hello}|Hello%20World%21",
                "{half}|50%25",
                "O{empty}X|OX",
                "{x,y}|1024,768",
                "{x,hello,y}|1024,Hello%20World%21,768",
                "?{x,empty}|?1024,",
                "{var:3}|val",
                "{var:30}|value",
                "{list}|red,green,blue",
                "{list*}|red,green,blue",
                "{keys}|semi,%3B,dot,.,comma,%2C",
                "{keys*}|semi=%3B,dot=.,comma=%2C",
                "{+var}|value",
                "{+hello}|Hello%20World!",
                "{+half}|50%25",
                "{base}index|http%3A%2F%2Fexample.com%2Fhome%2Findex",
                "{+base}index|http://example.com/home/index",
                "up{+path}{var}/here|up/foo/barvalue/here",
                "{+x,hello,y}|1024,Hello%20World!,768",
                "{+path:6}/here|/foo/b/here",
                "{+list}|red,green,blue",
                "{+keys}|semi,;,dot,.,comma,,",
                "{#var}|#value",
                "{#hello}|#Hello%20World!",
                "{#path:6}here|#/foo/bhere",
                "X{.var}|X.value",
                "X{.x,y}|X.1024.768",
                "X{.list}|X.red,green,blue",
                "X{.list*}|X.red.green.blue",
                "{/who}|/fred",
                "{/who,who}|/fred/fred",
                "{/half,who}|/50%25/fred",
                "{/who,dub}|/fred/me%2Ftoo",
                "{/var:1,var}|/v/value",
                "{/list}|/red,green,blue",
                "{/list*}|/red/green/blue",
                "{/keys*}|/semi=%3B/dot=./comma=%2C",
                "{;who}|;who=fred",
                "{;half}|;half=50%25",
                "{;empty}|;empty",
                "{;v,empty,who}|;v=6;empty;who=fred",
                "{;list}|;list=red,green,blue",
                "{;list*}|;list=red;list=green;list=blue",
                "{;keys*}|;semi=%3B;dot=.;comma=%2C",
                "{?who}|?who=fred",
                "{?x,y,empty}|?x=1024&y=768&empty=",
                "{?x,y,undef}|?x=1024&y=768",
                "{?var:3}|?var=val",
                "{?list}|?list=red,green,blue",
                "{?list*}|?list=red&list=green&list=blue",
                "{?keys}|?keys=semi,%3B,dot,.,comma,%2C",
                "{?keys*}|?semi=%3B&dot=.&comma=%2C",
                "?fixed=yes{&x}|?fixed=yes&x=1024",
                "?{var:3}{&list*}|?val&list=red&list=green&list=blue",
            })
    void theExamplesOfTheRfcAreExpandedAsItSays(String template, String expected) {
        assertThat(Template.trusting(HOST + "/p/" + template).expanded(rfc())).isEqualTo(HOST + "/p/" + expected);
    }

    @Test
    void aValueFillsItsHoleAndNothingElse() {
        Template template = Template.of(HOST + "/users/{user}/repos?key=secret{&page,q}");
        Request request = template.request(
                Method.GET, Values.of("user", "a/b?c#d@e:é").with("q", "x&y=1").with("page", 2));
        assertThat(request.uri().toString())
                .isEqualTo(HOST + "/users/a%2Fb%3Fc%23d%40e%3A%C3%A9/repos?key=secret&page=2&q=x%26y%3D1");
        assertThat(request.get(CallListener.TEMPLATE)).isEqualTo("/users/{user}/repos?key={&page,q}");
        assertThat(Request.get(HOST).get(CallListener.TEMPLATE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'',                                  /",
        "/,                                   /",
        "/a=b&c/{x},                          /a=b&{x}",
        "/a?key=secret,                       /a?key=",
        "/a?secret,                           /a?",
        "/a?secret&q={q},                     /a?&q={q}",
        "/a?q={q}secret&key=secret=/?secret,  /a?q={q}&key=",
        "/a{?q}&key=secret{&r}secret,         /a{?q}&key={&r}",
        "/a?key=secret{&r}&secret{s},         /a?key={&r}&{s}",
        "/a{/x}#secret,                       /a{/x}",
        "/a{#x}secret,                        /a"
    })
    void aRouteHasNoLiteralValueOfAQuery(String template, String route) {
        assertThat(Route.of(template)).isEqualTo(route);
    }

    @ParameterizedTest
    @ValueSource(strings = {".", ".."})
    void aValueThatWouldBeAnotherPathIsRefused(String value) {
        assertThatThrownBy(() -> Template.of(HOST + "/users/{user}/repos").get(Values.of("user", value)))
                .isInstanceOf(HttpException.class);
        assertThatThrownBy(() -> Template.of(HOST + "/users{/user}").get(Values.of("user", value)))
                .isInstanceOf(HttpException.class);
        assertThat(Template.of(HOST + "/users/x{user}")
                        .get(Values.of("user", value))
                        .uri()
                        .getPath())
                .isEqualTo("/users/x" + value);
    }

    @Test
    void twoValuesTogetherAreNoSegmentOfDotsEither() {
        assertThatThrownBy(() ->
                        Template.of(HOST + "/{a}{b}").get(Values.of("a", ".").with("b", ".")))
                .isInstanceOf(HttpException.class);
    }

    @Test
    void aReservedValueNeverLeadsToAnotherOriginOrUpwards() {
        Template template = Template.trusting(HOST + "{/a}{+rest}");
        Values values = Values.of("a", "x");
        assertThat(template.get(values.with("rest", "/b?c=1")).uri().toString()).isEqualTo(HOST + "/x/b?c=1");
        assertThatThrownBy(() -> template.get(values.with("rest", "/../admin"))).isInstanceOf(HttpException.class);
        assertThatThrownBy(() -> template.get(values.with("rest", "/%2e%2E/admin")))
                .isInstanceOf(HttpException.class);
        for (String place : List.of(HOST + "{+rest}", HOST + "{rest}", "https://{rest}/", "{+rest}/x", "/x{rest}")) {
            assertThatThrownBy(() -> Template.trusting(place)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> Template.of(HOST + "/{+rest}")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void valuesThatAreMissingInThePathAndThoseThatNobodyAskedForAreRefused() {
        Template template = Template.of(HOST + "/users/{user}{?page}");
        assertThat(template.get(Values.of("user", "a")).uri().toString()).isEqualTo(HOST + "/users/a");
        assertThatThrownBy(() -> template.get(Values.of("user", ""))).isInstanceOf(HttpException.class);
        assertThatThrownBy(() -> template.get(Values.of("page", 1))).isInstanceOf(HttpException.class);
        assertThatThrownBy(() -> template.get(Values.of("user", "a").with("pgae", 1)))
                .isInstanceOf(HttpException.class);
        assertThat(Values.of("key", "secret").toString()).doesNotContain("secret");
    }
}
