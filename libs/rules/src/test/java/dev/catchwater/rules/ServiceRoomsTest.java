package dev.catchwater.rules;

import static dev.catchwater.rules.HouseRules.ROOT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The room table of a service. */
class ServiceRoomsTest {

    @TempDir
    Path folder;

    @Test
    void theWholeRiverIsAllowed() {
        var module = module();
        for (var library :
                new String[] {"fairlead.client.Client", "crawl.Crawl", "jobs.Job", "live.Hub", "web.Problem"}) {
            given(module, library);
        }
        type(module, "Forecast", "");
        type(module, "source.Provider", "Forecast", "fairlead.client.Client", "crawl.Crawl");
        type(module, "flow.Blend", "Forecast", "jobs.Job");
        type(module, "store.Rows", "Forecast");
        type(module, "live.Listeners", "Forecast", "live.Hub");
        type(module, "api.Paths", "Forecast", "flow.Blend", "web.Problem", "live.Hub");
        type(
                module,
                "setup.Wiring",
                "source.Provider",
                "flow.Blend",
                "store.Rows",
                "api.Paths",
                "fairlead.client.Client");

        assertThat(module.findings(weather())).isEmpty();
    }

    @Test
    void aModuleWithOnlyARootIsFine() {
        assertThat(type(module(), "Forecast", "").findings(weather())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "source.A, flow.B", "source.A, store.B", "source.A, api.B", "flow.A, source.B", "flow.A, store.B",
        "flow.A, live.B", "store.A, source.B", "store.A, api.B", "live.A, store.B", "api.A, store.B",
        "api.A, source.B", "api.A, live.B", "api.A, setup.B", "flow.A, api.B"
    })
    void roomsNeverSeeEachOther(String from, String to) {
        var module = type(type(module(), to, ""), from, to);

        assertThat(module.findings(weather()))
                .singleElement()
                .asString()
                .startsWith("dev.catchwater.weather." + from + " sees dev.catchwater.weather." + to)
                .contains("rooms see the root, never each other")
                .contains("wire it in setup");
    }

    @Test
    void theRootSeesNoRoom() {
        var module = type(type(module(), "store.Rows", ""), "Forecast", "store.Rows");

        assertThat(module.findings(weather()))
                .singleElement()
                .asString()
                .contains(
                        "dev.catchwater.weather.Forecast sees dev.catchwater.weather.store.Rows: the root sees no room");
    }

    @ParameterizedTest
    @CsvSource({
        "source.A, web.B", "source.A, jobs.B", "flow.A, fairlead.B", "flow.A, web.B", "store.A, fairlead.cache.B",
        "live.A, web.B", "api.A, fairlead.B", "api.A, jobs.B", "A, fairlead.cache.B", "A, web.B"
    })
    void aRoomSeesOnlyItsOwnLibraries(String from, String library) {
        var module = type(given(module(), library), from, library);

        assertThat(module.findings(weather()))
                .singleElement()
                .asString()
                .startsWith("dev.catchwater.weather." + from + " sees dev.catchwater." + library)
                .contains("the plan does not show");
    }

    @Test
    void aNamedPlaceMaySeeMoreThanThePlanGivesIt() {
        var module = given(given(module(), "fairlead.cache.Freshness"), "web.KeyStore");
        type(module, "Policy", "fairlead.cache.Freshness");
        type(module, "store.Keys", "web.KeyStore");

        assertThat(module.findings(weather())).hasSize(2);
        assertThat(module.findings(weather().maySee(ROOT, "fairlead.cache").maySee("Keys", "web")))
                .isEmpty();
    }

    @Test
    void aGrantMayNameOneClassOfALibrary() {
        var module = given(given(module(), "postgres.StoreAway"), "postgres.Db");
        type(module, "flow.Poller", "postgres.StoreAway", "postgres.Db");

        assertThat(module.findings(weather().maySee(HouseRules.ANYWHERE, "postgres.StoreAway")))
                .singleElement()
                .asString()
                .contains("flow.Poller sees dev.catchwater.postgres.Db");
    }

    @Test
    void nobodySeesAnotherServiceNorATestTool() {
        var module = given(given(module(), "prices.Price"), "sandbox.Sandbox");
        type(module, "setup.Wiring", "prices.Price", "sandbox.Sandbox");

        assertThat(module.findings(weather()))
                .hasSize(2)
                .anySatisfy(finding ->
                        assertThat(finding).contains("sees dev.catchwater.prices.Price: nobody sees a service"))
                .anySatisfy(finding ->
                        assertThat(finding).contains("sees dev.catchwater.sandbox.Sandbox: test tools stay in tests"));
    }

    @Test
    void aPackageThatIsNoRoomIsNamed() {
        var module = type(module(), "widgets.Knob", "");

        assertThat(module.findings(weather()))
                .singleElement()
                .asString()
                .startsWith("dev.catchwater.weather.widgets.Knob lives in no room of the plan");
        assertThat(module.findings(weather().pureRooms("widgets"))).isEmpty();
    }

    @Test
    void pureRoomsArePartOfTheRoot() {
        var module = type(type(type(module(), "Price", ""), "market.Book", "Price"), "risk.Limit", "market.Book");
        type(module, "flow.Run", "risk.Limit");
        var rules = weather().pureRooms("market", "risk");

        assertThat(module.findings(rules)).isEmpty();
        type(module, "risk.Leak", "flow.Run");
        assertThat(module.findings(rules))
                .anySatisfy(finding -> assertThat(finding).contains("risk.Leak sees dev.catchwater.weather.flow.Run"))
                .anySatisfy(finding -> assertThat(finding).contains("No package cycles"));
    }

    @Test
    void aRoomMayBeSplitButItsPackagesMakeNoCycle() {
        var module =
                type(type(module(), "source.met.Fields", "source.Provider"), "source.Provider", "source.met.Fields");

        assertThat(module.findings(weather()))
                .singleElement()
                .asString()
                .contains(
                        "No package cycles",
                        "dev.catchwater.weather.source.met.Fields",
                        "dev.catchwater.weather.source.Provider");
    }

    @Test
    void checkReportsEverythingAtOnce() {
        var module = type(type(module(), "store.Rows", ""), "api.UserManager", "store.Rows");
        module.findings(weather());

        assertThatThrownBy(() -> weather().check(module.basedir()))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("2 of the house's rules broken in dev.catchwater.weather:")
                .hasMessageContaining("UserManager sees")
                .hasMessageContaining("UserManager is named after a drawer");
    }

    @Test
    void aWrongPackageNameIsNotAPass() {
        var module = type(module(), "Forecast", "");

        assertThatThrownBy(() -> module.findings(HouseRules.service("dev.catchwater.wether")))
                .hasMessageContaining("No class of dev.catchwater.wether");
        assertThatThrownBy(() -> HouseRules.service("com.example")).hasMessageContaining("no package of ours");
    }

    @Test
    void aModuleWithoutItsFirstClassPasses() {
        assertThat(module().empty("dev.catchwater.weather").findings(weather())).isEmpty();
    }

    private Playground module() {
        return new Playground(folder);
    }

    private static HouseRules weather() {
        return HouseRules.service("dev.catchwater.weather");
    }

    static Playground given(Playground module, String name) {
        return module.given(source("dev.catchwater." + name, ""));
    }

    /** A type named below the home, with a field of each type it is to see. */
    static Playground type(Playground module, String name, String... seen) {
        var fields = new StringBuilder();
        for (var field : seen) {
            var ours =
                    field.matches("(fairlead|crawl|jobs|web|postgres|prices|sandbox|live\\.Hub).*") ? "" : "weather.";
            fields.append(field.isEmpty() ? "" : "dev.catchwater.%s%s f%d;%n".formatted(ours, field, fields.length()));
        }
        return module.main(source("dev.catchwater.weather." + name, fields.toString()));
    }

    private static String source(String name, String body) {
        var dot = name.lastIndexOf('.');
        return "package %s;%npublic class %s {%n%s}".formatted(name.substring(0, dot), name.substring(dot + 1), body);
    }
}
