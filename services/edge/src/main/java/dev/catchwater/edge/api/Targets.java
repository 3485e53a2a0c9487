package dev.catchwater.edge.api;

import dev.catchwater.web.Problem;
import java.net.URI;
import java.net.URISyntaxException;

/** URLs that callers name. */
final class Targets {
    static final int LONGEST = 8_192;

    private Targets() {}

    /** An absolute one of http or https, as a client would ask for it. */
    static URI require(String text) {
        try {
            URI uri = new URI(text.strip());
            boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            if (http && uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawFragment() == null) {
                return uri;
            }
        } catch (URISyntaxException none) {
            // said below
        }
        throw Problem.of(
                        "bad-url",
                        "No usable URL",
                        400,
                        "A URL is absolute, of http or https, without user and fragment: http://shop.example.org/a?b=c")
                .asException();
    }
}
