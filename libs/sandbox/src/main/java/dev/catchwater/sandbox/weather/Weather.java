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
import java.util.stream.Stream;

/** The realm of weather services. Their sky moves by itself; warnings are issued by command. */
public final class Weather implements Realm {

    private final Sky sky;
    private final OpenMeteo openMeteo;
    private final MetNorway metNorway;
    private final Nws nws;
    private final OpenWeatherMap openWeatherMap;
    private final OpenMeteoAir openMeteoAir;
    private final OpenWeatherMapFree openWeatherMapFree;
    private final PirateWeather pirateWeather;
    private final WeatherKit weatherKit;
    private final MeteoAlarm meteoAlarm;
    private final AviationWeather aviationWeather;

    /** @param clock the time on the wire, and of the sky */
    public Weather(long seed, Budgets budgets, InstantSource clock) {
        this.sky = new Sky(seed);
        this.openMeteo = new OpenMeteo(sky, budgets, clock);
        this.metNorway = new MetNorway(sky, clock);
        this.nws = new Nws(sky, clock);
        this.openWeatherMap = new OpenWeatherMap(sky, budgets, clock);
        this.openMeteoAir = new OpenMeteoAir(sky, budgets, clock);
        this.openWeatherMapFree = new OpenWeatherMapFree(sky, openWeatherMap, clock);
        this.pirateWeather = new PirateWeather(sky, nws.board(), budgets, clock);
        this.weatherKit = new WeatherKit(sky, clock);
        this.meteoAlarm = new MeteoAlarm(clock);
        this.aviationWeather = new AviationWeather(sky, clock);
    }

    @Override
    public String name() {
        return "weather";
    }

    // Longer than the house allows: a line or two an upstream.
    @Override
    public List<Upstream> upstreams() {
        return List.of(
                upstream(
                        "open-meteo",
                        "Open-Meteo",
                        0,
                        "/v1/forecast?latitude=40.78&longitude=-73.97&current=temperature_2m",
                        "/v1/air-quality?latitude=40.78&longitude=-73.97&hourly=pm2_5&timeformat=unixtime"),
                upstream(
                        "met-norway",
                        "MET Norway Locationforecast",
                        0,
                        "/weatherapi/locationforecast/2.0/complete?lat=40.78&lon=-73.97"),
                upstream(
                        "nws",
                        "US National Weather Service",
                        nws.alerts(),
                        "/points/40.78,-73.97",
                        "/alerts/active?point=40.78,-73.97"),
                upstream(
                        "openweathermap",
                        "OpenWeatherMap",
                        0,
                        "/data/3.0/onecall?lat=40.78&lon=-73.97&appid=" + OpenWeatherMap.KEY,
                        "/data/2.5/weather?lat=40.78&lon=-73.97&appid=" + OpenWeatherMap.KEY),
                upstream(
                        "pirate-weather",
                        "Pirate Weather",
                        0,
                        "/forecast/" + PirateWeather.KEY + "/40.78,-73.97?units=si"),
                upstream("weatherkit", "WeatherKit", 0, "/api/v1/weather/en/40.78/-73.97?dataSets=currentWeather"),
                upstream("meteoalarm", "MeteoAlarm", meteoAlarm.size(), "/api/v1/warnings/feeds-germany"),
                upstream(
                        "aviation-weather",
                        "Aviation Weather Center",
                        0,
                        "/api/data/metar?bbox=59.4,10.2,60.4,11.2&format=json"));
    }

    private static Upstream upstream(String name, String title, long items, String... paths) {
        return new Upstream(
                "weather/" + name,
                title,
                Stream.of(paths).map(path -> "/weather/" + name + path).toList(),
                items,
                0);
    }

    @Override
    public void mount(Router router) {
        openMeteo.mount(router);
        metNorway.mount(router);
        nws.mount(router);
        openWeatherMap.mount(router);
        openMeteoAir.mount(router);
        openWeatherMapFree.mount(router);
        pirateWeather.mount(router);
        weatherKit.mount(router);
        meteoAlarm.mount(router);
        aviationWeather.mount(router);
    }

    @Override
    public List<Agenda.Script> scripts() {
        return List.of();
    }

    /** Commands of the sky and of those who warn, let in or end; {@code README.md} has them all. */
    @Override
    public List<String> obey(Command command) {
        return switch (command.place() + "/" + command.op()) {
            case "sky/warm" -> {
                sky.warm(degrees(command.text("degrees", "0")));
                yield List.of("sky");
            }
            case "sky/smoke" -> {
                sky.smoke(command.count("micrograms", 1, 1_000));
                yield List.of("sky");
            }
            case "met-norway/ending", "met-norway/staying" -> {
                metNorway.end("ending".equals(command.op()));
                yield List.of("met-norway");
            }
            case "met-norway/short" -> {
                metNorway.expireShortly();
                yield List.of("met-norway");
            }
            case "nws/alerts", "nws/update", "nws/cancel", "nws/drop" -> List.of(nws.warn(command));
            case "meteoalarm/alerts", "meteoalarm/cancel" -> List.of(meteoAlarm.obey(command));
            case "weatherkit/key" -> List.of(weatherKit.admit(command));
            default ->
                throw new Refusal(
                        404,
                        "weather knows sky/warm, smoke; nws/alerts, update, cancel, drop; meteoalarm/alerts, cancel;"
                                + " weatherkit/key; met-norway/ending, staying, short");
        };
    }

    private static double degrees(String text) {
        if (!text.matches("-?\\d{1,2}(\\.\\d)?")) {
            throw new Refusal(422, "degrees must be a number such as 3.5");
        }
        return Double.parseDouble(text);
    }
}
