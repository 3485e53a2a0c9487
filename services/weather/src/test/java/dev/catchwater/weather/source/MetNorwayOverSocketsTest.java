package dev.catchwater.weather.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.sandbox.judge.LogEntry;
import dev.catchwater.weather.Answer;
import dev.catchwater.weather.WeatherSource;
import dev.catchwater.weather.report.Product;
import dev.catchwater.weather.report.Report;
import dev.catchwater.weather.source.metnorway.MetNorway;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** MET Norway's terms over real sockets: nothing before Expires, then whether anything is new. */
class MetNorwayOverSocketsTest extends OverSockets {

    @Test
    void metNorwayIsLeftAloneUntilItsAnswerExpiresAndThenAskedWhetherAnythingIsNew() {
        WeatherSource source = new MetNorway(asking(), base("met-norway/weatherapi"));
        Report first = report(ask(source, OSLO, Product.HOURLY), Product.HOURLY);
        assertThat(first.freshUntil()).isAfter(time.instant());
        // Whoever asks before the time is answered by what is kept.
        time.pass(Duration.ofMinutes(5));
        ask(source, OSLO, Product.HOURLY);
        assertThat(met()).extracting(LogEntry::status).containsExactly(200);
        // Its model ran anew in the meantime: the validator is another, so a whole answer comes.
        time.pass(Duration.between(time.instant(), first.freshUntil()).plusSeconds(1));
        Report second = report(ask(source, OSLO, Product.HOURLY), Product.HOURLY);
        assertThat(met()).extracting(LogEntry::status).containsExactly(200, 200);
        assertThat(second.freshUntil()).isAfter(first.freshUntil());
    }

    @Test
    void whatDidNotChangeIsNotSentAgainAndIsFreshOnceMore() {
        WeatherSource source = new MetNorway(asking(), base("met-norway/weatherapi"));
        sandbox.world().command("weather", "met-norway", "short", new JsonObject());
        Report first = report(ask(source, OSLO, Product.HOURLY), Product.HOURLY);
        time.pass(Duration.between(time.instant(), first.freshUntil()).plusSeconds(1));
        Report second = report(ask(source, OSLO, Product.HOURLY), Product.HOURLY);
        assertThat(met()).extracting(LogEntry::status).containsExactly(200, 304);
        assertThat(second.content()).isEqualTo(first.content());
        assertThat(second.freshUntil()).isAfter(first.freshUntil());
    }

    @Test
    void productThatWillEndIsRemarked() {
        WeatherSource source = new MetNorway(asking(), base("met-norway/weatherapi"));
        sandbox.world().command("weather", "met-norway", "ending", new JsonObject());
        Answer answer = ask(source, OSLO, Product.HOURLY, Product.DAILY);
        assertThat(answer.reports()).hasSize(2);
        assertThat(answer.remarks()).singleElement().asString().contains("203");
    }

    private List<LogEntry> met() {
        return sandbox.log().entries("weather/met-norway");
    }
}
