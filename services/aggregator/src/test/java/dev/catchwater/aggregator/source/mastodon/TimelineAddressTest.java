package dev.catchwater.aggregator.source.mastodon;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimelineAddressTest {

    @ParameterizedTest
    @CsvSource({
        "https://Social.Example,https://social.example,public",
        "https://social.example/public/local/,https://social.example,public/local",
        "https://social.example/tags/Java,https://social.example,tags/java",
        "https://social.example/@ada,https://social.example,@ada",
        "https://social.example/@ada@far.example,https://social.example,@ada@far.example",
        "https://social.example/home,https://social.example,home",
        "http://127.0.0.1:8090/mastodon/harbour,http://127.0.0.1:8090/mastodon/harbour,public",
        "http://127.0.0.1:8090/mastodon/harbour/public/,http://127.0.0.1:8090/mastodon/harbour,public",
    })
    void aTimelineIsNamedByTheAddressItsReadersKnow(String url, String base, String timeline) {
        TimelineAddress address = TimelineAddress.parse(URI.create(url));
        assertThat(address).isEqualTo(new TimelineAddress(base, timeline));
        assertThat(TimelineAddress.parse(address.url())).isEqualTo(address);
    }

    @Test
    void tagsAreEscapedOnTheWire() {
        TimelineAddress address = TimelineAddress.parse(URI.create("https://social.example/tags/%E6%B5%B7%20a%3Fb"));
        assertThat(address.pages()).isEqualTo("/api/v1/timelines/tag/%E6%B5%B7%20a%3Fb?");
        assertThat(address.stream()).contains("/api/v1/streaming/hashtag?tag=%E6%B5%B7%20a%3Fb");
    }
}
