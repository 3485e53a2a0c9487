package dev.catchwater.weather.flow;

import static dev.catchwater.weather.flow.ScriptedSource.hourly;
import static dev.catchwater.weather.flow.ScriptedSource.place;
import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.weather.ForecastBook;
import dev.catchwater.weather.alert.AlertInfo;
import dev.catchwater.weather.alert.AlertKey;
import dev.catchwater.weather.alert.Area;
import dev.catchwater.weather.alert.Certainty;
import dev.catchwater.weather.alert.Change;
import dev.catchwater.weather.alert.Message;
import dev.catchwater.weather.alert.Remembered;
import dev.catchwater.weather.alert.Severity;
import dev.catchwater.weather.alert.Urgency;
import dev.catchwater.weather.forecast.Outlook;
import dev.catchwater.weather.place.Place;
import dev.catchwater.weather.report.Observation;
import dev.catchwater.weather.report.Provider;
import dev.catchwater.weather.report.Quantity;
import dev.catchwater.weather.report.Sky;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a new process makes of what the last one remembered. */
class RestartTest {

    private static final Instant START = Instant.parse("2026-02-01T00:00:00Z");
    private static final Place HERE = place("a");
    private final List<FlowEvent> events = new ArrayList<>();
    private final Map<String, Remembered> rows = new HashMap<>();
    private Warnings warnings = fresh();

    @Test
    void warningThatPeopleWereToldOfIsNoNewsAfterARestart() {
        list(message("a", Message.Type.ALERT, Severity.SEVERE));
        assertThat(notices()).containsExactly(Change.Notice.NEW);
        restart();
        list(message("a", Message.Type.ALERT, Severity.SEVERE));
        assertThat(notices()).isEmpty();
        assertThat(warnings.at(HERE, START)).hasSize(1);
    }

    @Test
    void warningThatGetsWorseOrEndsIsNewsAfterARestart() {
        list(message("a", Message.Type.ALERT, Severity.SEVERE));
        restart();
        list(message("b", Message.Type.UPDATE, Severity.EXTREME, "a"));
        assertThat(notices()).containsExactly(Change.Notice.RAISED);
        restart();
        list(message("c", Message.Type.CANCEL, Severity.EXTREME, "a", "b"));
        assertThat(notices()).containsExactly(Change.Notice.CANCELLED);
        restart();
        // What was replaced before is not told of again.
        list(message("a", Message.Type.ALERT, Severity.SEVERE));
        assertThat(notices()).isEmpty();
        assertThat(warnings.all(START)).isEmpty();
    }

    @Test
    void whatIsListedAgainAndAgainIsNotWrittenAgain() {
        list(message("a", Message.Type.ALERT, Severity.SEVERE));
        assertThat(warnings.unsaved()).hasSize(1);
        list(message("a", Message.Type.ALERT, Severity.SEVERE));
        list(message("a", Message.Type.ALERT, Severity.SEVERE));
        assertThat(warnings.unsaved()).isEmpty();
        warnings.again(Set.of(rowId()));
        assertThat(warnings.unsaved()).hasSize(1);
    }

    @Test
    void warningThatIsNotListedHoldsOnAndSaysSinceWhen() {
        list(message("a", Message.Type.ALERT, Severity.SEVERE));
        assertThat(unlisted()).isEmpty();
        warnings.listed(HERE, Provider.NWS, List.of(), START.plusSeconds(30));
        assertThat(notices()).containsExactly(Change.Notice.NEW);
        assertThat(unlisted()).contains(START.plusSeconds(30));
        // Another provider's list, and one of elsewhere, say nothing about it.
        warnings.listed(HERE, Provider.METEOALARM, List.of(), START.plusSeconds(40));
        list(message("a", Message.Type.ALERT, Severity.SEVERE));
        assertThat(unlisted()).isEmpty();
    }

    @Test
    void warningWithoutAnEndHoldsForAsLongAsItIsListed() {
        Message endless = endless(message("a", Message.Type.ALERT, Severity.SEVERE));
        for (int hours = 0; hours <= 100; hours++) {
            Instant now = START.plus(Duration.ofHours(hours));
            warnings.listed(HERE, Provider.NWS, List.of(endless), now);
            assertThat(warnings.at(HERE, now)).as("%d h", hours).hasSize(1);
        }
        assertThat(notices()).containsExactly(Change.Notice.NEW);
        restart(START.plus(Duration.ofHours(100)));
        Instant then = START.plus(Duration.ofHours(101));
        warnings.listed(HERE, Provider.NWS, List.of(endless), then);
        assertThat(notices()).isEmpty();
        assertThat(warnings.at(HERE, then)).singleElement().satisfies(warning -> {
            assertThat(warning.isEndAssumed()).isTrue();
            assertThat(warning.until()).isAfter(then);
        });
        // It is written when its assumed end has moved, and not with each look.
        warnings.unsaved();
        warnings.listed(HERE, Provider.NWS, List.of(endless), then.plusSeconds(60));
        assertThat(warnings.unsaved()).isEmpty();
        Instant gone = then.plus(Duration.ofHours(25));
        warnings.listed(HERE, Provider.NWS, List.of(), gone);
        assertThat(warnings.at(HERE, gone)).isEmpty();
    }

    @Test
    void warningWithoutAnEndThatIsSeenForTheFirstTimeAfterDaysIsTold() {
        Message endless = endless(message("a", Message.Type.ALERT, Severity.SEVERE));
        warnings.listed(HERE, Provider.NWS, List.of(endless), START.plus(Duration.ofDays(5)));
        assertThat(notices()).containsExactly(Change.Notice.NEW);
    }

    private static Message endless(Message message) {
        AlertInfo info = message.infos().getFirst();
        AlertInfo without = new AlertInfo(
                info.language(),
                info.event(),
                info.severity(),
                info.urgency(),
                info.certainty(),
                info.responses(),
                info.onset(),
                null,
                null,
                info.senderName(),
                null,
                null,
                null,
                null,
                info.parameters(),
                info.areas());
        return new Message(
                message.key(),
                message.status(),
                message.type(),
                message.scope(),
                message.references(),
                List.of(without),
                message.via());
    }

    @Test
    void forecastsThatWaitComeTrueAfterARestartAndOnce() {
        Forecasts before = new Forecasts(events::add);
        before.issue("a", List.of(hourly(Provider.NWS, START, 130, 280)), START);
        ForecastBook.Progress progress = before.unsaved();
        assertThat(progress.opened()).hasSize(5);
        Forecasts after = new Forecasts(events::add);
        after.remember(new ForecastBook.Remembered(Map.of(), progress.opened()));
        // The same hour is not set down twice.
        after.issue("a", List.of(hourly(Provider.NWS, START, 130, 290)), START.plusSeconds(60));
        assertThat(after.unsaved().isEmpty()).isTrue();
        after.observed("a", measured(START.plus(Duration.ofHours(3))), START);
        assertThat(events).containsExactly(new FlowEvent.Verified("a", 1));
        ForecastBook.Progress then = after.unsaved();
        assertThat(then.closed()).containsExactly(new Outlook.Id("a", START, START.plus(Duration.ofHours(3))));
        assertThat(then.sites()).hasSize(2);
        after.observed("a", measured(START.plus(Duration.ofHours(3))), START);
        assertThat(after.unsaved().isEmpty()).isTrue();
    }

    @Test
    void whatCouldNotBeSavedIsSavedTheNextTime() {
        Forecasts forecasts = new Forecasts(events::add);
        forecasts.issue("a", List.of(hourly(Provider.NWS, START, 130, 280)), START);
        ForecastBook.Progress lost = forecasts.unsaved();
        forecasts.observed("a", measured(START.plus(Duration.ofHours(3))), START);
        forecasts.again(lost);
        ForecastBook.Progress again = forecasts.unsaved();
        // What came true meanwhile need not be set down any more.
        assertThat(again.opened()).hasSize(4);
        assertThat(again.closed()).hasSize(1);
    }

    private static Observation measured(Instant at) {
        return new Observation(
                at, Observation.Origin.STATION, "KNYC", Map.of(Quantity.TEMPERATURE, 285.0), Sky.UNKNOWN);
    }

    private Warnings fresh() {
        Warnings next = new Warnings(events::add);
        next.watch(List.of(HERE));
        return next;
    }

    private void list(Message message) {
        warnings.listed(HERE, Provider.NWS, List.of(message), START);
    }

    private String rowId() {
        return message("a", Message.Type.ALERT, Severity.SEVERE).key().identity();
    }

    private Optional<Instant> unlisted() {
        return warnings.unlistedSince(warnings.at(HERE, START).getFirst());
    }

    private void restart() {
        restart(START);
    }

    private void restart(Instant now) {
        warnings.unsaved().forEach((id, row) -> row.ifPresentOrElse(r -> rows.put(id, r), () -> rows.remove(id)));
        warnings = fresh();
        warnings.remember(List.copyOf(rows.values()), now);
        events.clear();
    }

    private List<Change.Notice> notices() {
        return events.stream()
                .map(event -> ((FlowEvent.Noticed) event).notice())
                .toList();
    }

    private static Message message(String id, Message.Type type, Severity severity, String... old) {
        Set<AlertKey> references = new HashSet<>();
        for (String each : old) {
            references.add(new AlertKey("s", each, START.plusSeconds(each.charAt(0))));
        }
        AlertInfo info = new AlertInfo(
                "en",
                "Frost",
                severity,
                Urgency.EXPECTED,
                Certainty.LIKELY,
                Set.of(),
                START,
                START.plus(Duration.ofHours(6)),
                null,
                "NWS",
                null,
                null,
                null,
                null,
                Map.of(),
                List.of(new Area("", List.of(), List.of(), Set.of("UGC:NYZ072"))));
        return new Message(
                new AlertKey("s", id, START.plusSeconds(id.charAt(0))),
                Message.Status.ACTUAL,
                type,
                Message.Scope.PUBLIC,
                references,
                List.of(info),
                Provider.NWS.label());
    }
}
