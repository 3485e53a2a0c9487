package dev.catchwater.sandbox.weather;

import dev.catchwater.sandbox.judge.Budgets;
import dev.catchwater.sandbox.judge.Command;
import dev.catchwater.sandbox.judge.Realm;
import dev.catchwater.sandbox.judge.Refusal;
import dev.catchwater.sandbox.judge.Upstream;
import dev.catchwater.sandbox.world.Agenda;
import io.vertx.ext.web.Router;
import java.time.InstantSource;
import java.util.List;

/** The realm of weather services. Their sky moves by itself; warnings are issued by command. */
public final class Weather implements Realm {

    private final Sky sky;
    private final OpenMeteo openMeteo;
    private final MetNorway metNorway;
    private final Nws nws;
    private final OpenWeatherMap openWeatherMap;

    /** @param clock the time on the wire, and of the sky */
    public Weather(long seed, Budgets budgets, InstantSource clock) {
        this.sky = new Sky(seed);
        this.openMeteo = new OpenMeteo(sky, budgets, clock);
        this.metNorway = new MetNorway(sky, clock);
        this.nws = new Nws(sky, clock);
        this.openWeatherMap = new OpenWeatherMap(sky, budgets, clock);
    }

    @Override
    public String name() {
        return "weather";
    }

    @Override
    public List<Upstream> upstreams() {
        return List.of(
                new Upstream(
                        "weather/open-meteo",
                        "Open-Meteo",
                        List.of(
                                "/weather/open-meteo/v1/forecast?latitude=40.78&longitude=-73.97&current=temperature_2m"),
                        0,
                        0),
                new Upstream(
                        "weather/met-norway",
                        "MET Norway Locationforecast",
                        List.of("/weather/met-norway/weatherapi/locationforecast/2.0/complete?lat=40.78&lon=-73.97"),
                        0,
                        0),
                new Upstream(
                        "weather/nws",
                        "US National Weather Service",
                        List.of("/weather/nws/points/40.78,-73.97", "/weather/nws/alerts/active?point=40.78,-73.97"),
                        nws.alerts(),
                        0),
                new Upstream(
                        "weather/openweathermap",
                        "OpenWeatherMap",
                        List.of("/weather/openweathermap/data/3.0/onecall?lat=40.78&lon=-73.97&appid="
                                + OpenWeatherMap.KEY),
                        0,
                        0));
    }

    @Override
    public void mount(Router router) {
        openMeteo.mount(router);
        metNorway.mount(router);
        nws.mount(router);
        openWeatherMap.mount(router);
    }

    @Override
    public List<Agenda.Script> scripts() {
        return List.of();
    }

    /** {@code sky/warm} (degrees: text), and {@code nws/alerts}, {@code update}, {@code cancel}. */
    @Override
    public List<String> obey(Command command) {
        return switch (command.place() + "/" + command.op()) {
            case "sky/warm" -> {
                sky.warm(degrees(command.text("degrees", "0")));
                yield List.of("sky");
            }
            case "nws/alerts", "nws/update", "nws/cancel" -> List.of(nws.warn(command));
            default -> throw new Refusal(404, "weather knows sky/warm and nws/alerts, nws/update, nws/cancel");
        };
    }

    private static double degrees(String text) {
        if (!text.matches("-?\\d{1,2}(\\.\\d)?")) {
            throw new Refusal(422, "degrees must be a number such as 3.5");
        }
        return Double.parseDouble(text);
    }
}
