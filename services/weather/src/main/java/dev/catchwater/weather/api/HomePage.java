package dev.catchwater.weather.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The page at {@code /}: what weather will be, and what is not there yet. */
@Path("/")
@ApplicationScoped
class HomePage {

    private static final String TEMPLATE = "/pages/home.html";
    private static final String PORTAL_SLOT = "<!--portal-->";

    private final String html;

    HomePage(PageLinks links) {
        html = template()
                .replace(PORTAL_SLOT, links.portal().map(HomePage::link).orElse(""));
    }

    @GET
    @Produces("text/html;charset=UTF-8")
    @Operation(hidden = true)
    public String home() {
        return html;
    }

    // A URI holds neither quotes nor angle brackets, so the ampersand alone needs an escape.
    private static String link(URI portal) {
        return "<a href=\"" + portal.toASCIIString().replace("&", "&amp;") + "\">All services</a>";
    }

    private static String template() {
        try (InputStream in = HomePage.class.getResourceAsStream(TEMPLATE)) {
            if (in == null) {
                throw new IllegalStateException("the packaged application lacks " + TEMPLATE);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
