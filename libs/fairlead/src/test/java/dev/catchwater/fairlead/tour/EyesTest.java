package dev.catchwater.fairlead.tour;

import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.client.HttpClient;
import dev.catchwater.fairlead.observe.Telemetry;
import dev.catchwater.fairlead.observe.Tracing;
import dev.catchwater.fairlead.observe.patterns.PatternPolicy;
import dev.catchwater.fairlead.observe.patterns.PatternView;
import dev.catchwater.fairlead.template.Template;
import dev.catchwater.fairlead.template.Values;
import io.opentelemetry.api.OpenTelemetry;
import io.smallrye.mutiny.Uni;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The tour's spans and patterns. */
class EyesTest extends Tour {
    @Test
    void spansAndPatterns() {
        Telemetry telemetry = new Telemetry();
        OpenTelemetry openTelemetry = telemetry.api();
        api.text("GET /users/me", "Me");
        // SHOWN
        HttpClient eyes = HttpClient.create(
                vertx,
                settings.withTracing(Tracing.of(openTelemetry)) // tells upstreams, too
                        .withPatterns(PatternPolicy.DEFAULT));
        Request user = Template.of("https://api.example.org/users/{user}").get(Values.of("user", "me"));
        Uni<String> name = eyes.send(user).flatMap(Response::text);
        List<PatternView> alarming = eyes.patterns().stream()
                .filter(view -> view.slower() || view.failing())
                .toList();
        // END
        assertThat(get(name)).isEqualTo("Me");
        assertThat(alarming).isEmpty();
        assertThat(eyes.patterns()).extracting(PatternView::route).containsExactly("/users/{user}");
        assertThat(telemetry.span().getName()).isEqualTo("GET /users/{user}");
        eyes.close();
    }
}
