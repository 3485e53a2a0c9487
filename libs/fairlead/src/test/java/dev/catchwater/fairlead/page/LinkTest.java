package dev.catchwater.fairlead.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkTest {
    private static final URI BASE = URI.create("https://example.org/a/b?c=d");

    private static List<Link> parse(String... lines) {
        return Link.parse(List.of(lines));
    }

    @Test
    void theExamplesOfTheRfcAreRead() {
        assertThat(parse("<http://example.com/TheBook/chapter2>; rel=\"previous\"; title=\"previous chapter\""))
                .containsExactly(new Link(
                        "http://example.com/TheBook/chapter2", Map.of("rel", "previous", "title", "previous chapter")));
        assertThat(parse("</>; rel=\"http://example.net/foo\"").getFirst().target())
                .isEqualTo("/");
        assertThat(parse("</TheBook/chapter2>; rel=\"previous\"; title*=UTF-8'de'letztes%20Kapitel, "
                        + "</TheBook/chapter4>; rel=\"next\"; title*=UTF-8'de'n%c3%a4chstes%20Kapitel"))
                .extracting(Link::target)
                .containsExactly("/TheBook/chapter2", "/TheBook/chapter4");
        assertThat(parse("<http://example.org/>; rel=\"start http://example.net/relation/other\"")
                        .getFirst()
                        .isRel("http://example.net/relation/other"))
                .isTrue();
    }

    @Test
    void separatorsWithinAddressesAndQuotesSeparateNothing() {
        List<Link> links = parse(" , <?a=1,2;3>;x=\"a, <b>; rel=next\\\"\";REL=NEXT;; rel=prev ;flag , <z>");
        assertThat(links).hasSize(2);
        assertThat(links.getFirst().isRel("next")).isTrue();
        assertThat(links.getFirst().isRel("prev")).isFalse();
        assertThat(links.getFirst().parameters())
                .containsEntry("x", "a, <b>; rel=next\"")
                .containsEntry("flag", "");
        assertThat(links.getFirst().resolve(BASE)).contains(URI.create("https://example.org/a/b?a=1,2;3"));
        assertThat(links.getLast().isRel("next")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<a",
                "a>; rel=next",
                "<a>; rel=\"next",
                "<a>; rel=\"next\\",
                "<a>; =next",
                "<a>; rel=",
                "<a> rel=next",
                "<a>; rel=next <b>; rel=next",
                "<a>; rel=n\u00e4xt",
            })
    void aLineWithAnErrorHasNoLinks(String line) {
        assertThat(parse("<good>; rel=next, " + line)).isEmpty();
        assertThat(parse(line, "<good>; rel=next")).extracting(Link::target).containsExactly("good");
    }

    @Test
    void aLinkAboutSomethingElseLeadsNowhere() {
        assertThat(parse("<b>; rel=next; anchor=\"#x\"").getFirst().resolve(BASE))
                .isEmpty();
        assertThat(parse("<b%zz>; rel=next").getFirst().resolve(BASE)).isEmpty();
    }

    @Test
    void whatIsTooLongOrTooManyIsLeftOut() {
        assertThat(parse("<" + "a".repeat(17_000) + ">; rel=next")).isEmpty();
        assertThat(parse("<a>,".repeat(1_000), "<a>,".repeat(1_000))).hasSize(256);
    }

    @Test
    void noiseNeverThrows() {
        Random random = new Random(11);
        String letters = "<>;,=\" \\ar*\t\u00e9";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder noise = new StringBuilder();
            for (int length = random.nextInt(30); length > 0; length--) {
                noise.append(letters.charAt(random.nextInt(letters.length())));
            }
            parse(noise.toString()).forEach(link -> link.resolve(BASE));
        }
    }
}
