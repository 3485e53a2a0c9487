package dev.catchwater.aggregator.post;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeHtmlTest {

    private static final URI BASE = URI.create("https://blog.example/posts/1");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<img src=x onerror=alert(1)>",
                "<a href=\"javascript:alert(1)\">x</a>",
                "<a href=\" java\nscript:alert(1)\">x</a>",
                "<a href=\"data:text/html,<script>1</script>\">x</a>",
                "<p style=\"background:url(javascript:1)\" onclick=x()>x</p>",
                "<iframe src=https://evil.example></iframe>",
                "<svg><script>alert(1)</script></svg>",
                "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
                "<form action=//evil.example><input name=password></form>",
                "<base href=//evil.example><link rel=stylesheet href=//evil.example>",
                "<p>unclosed <b>everywhere <a href='https://x.example",
            })
    void nothingThatActsIsLeft(String html) {
        assertThat(SafeHtml.clean(html, BASE))
                .doesNotContainIgnoringCase("<script", "javascript:", "onerror", "onclick", "<iframe", "<svg", "style=")
                .doesNotContainIgnoringCase("data:", "<form", "<input", "<base", "<link", "<img");
    }

    @Test
    void linksAreMarkedAsForeignAndMadeAbsolute() {
        assertThat(SafeHtml.clean("<a href=\"/next?a=1&amp;b=2\" target=_blank class=\"mention evil\">n</a>", BASE))
                .isEqualTo("<a href=\"https://blog.example/next?a&#61;1&amp;b&#61;2\" class=\"mention\""
                        + " rel=\"nofollow noopener noreferrer ugc\">n</a>");
        assertThat(SafeHtml.clean("<a href=\"/next\">n</a>", null)).doesNotContain("href");
    }

    @Test
    void picturesBecomeLinksSoThatReadingContactsNobody() {
        assertThat(SafeHtml.clean("<p><img src=\"cat.png\" alt=\"a cat\"></p>", BASE))
                .contains("href=\"https://blog.example/posts/cat.png\"")
                .contains("[picture: a cat]")
                .doesNotContain("<img");
    }

    @Test
    void whatMastodonKeepsIsKept() {
        String html = "<p>Hi <span class=\"h-card\">ada</span></p><ol start=\"3\"><li>x</li></ol>"
                + "<blockquote><pre><code>1</code></pre></blockquote><p><del>a</del><em>b</em><strong>c</strong></p>";
        assertThat(SafeHtml.clean(html, BASE)).isEqualTo(html);
    }

    @Test
    void bidirectionalOverridesCannotReachTheNextPost() {
        assertThat(SafeHtml.clean("<p>safe\u202Eevil\u2066\u200F</p>", BASE)).doesNotContain("\u202E", "\u2066");
        assertThat(Text.line("\u202Egpj.exe\u0000\u0007", 100)).isEqualTo("gpj.exe");
    }

    @Test
    void plainTextHasTheWordsAndNothingElse() {
        assertThat(SafeHtml.plain("<p>One &amp; two</p><p>three<br>four<script>no()</script><style>x{}</style></p>"))
                .isEqualTo("One & two\nthree\nfour");
    }

    @Test
    void longTextIsCutBetweenCharacters() {
        assertThat(Text.line("x".repeat(8) + "\uD83D\uDC26\uD83D\uDC26", 10)).isEqualTo("x".repeat(8) + "…");
        assertThat(Text.line("   ", 10)).isNull();
    }
}
