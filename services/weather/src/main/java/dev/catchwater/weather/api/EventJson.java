package dev.catchwater.weather.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.catchwater.weather.PlaceEvent;
import dev.catchwater.weather.flow.FlowEvent;
import dev.catchwater.weather.report.Product;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Events as the stream's JSON; values are in SI, since they are encoded once for all listeners. */
public final class EventJson {

    private final ObjectMapper json;

    public EventJson(ObjectMapper json) {
        this.json = json;
    }

    /** The data of an event. */
    public String data(PlaceEvent event) {
        try {
            return json.writeValueAsString(
                    switch (event) {
                        case PlaceEvent.Updated updated ->
                            new UpdatedView(
                                    updated.place(),
                                    updated.provider().label(),
                                    updated.products().stream()
                                            .sorted()
                                            .map(Product::label)
                                            .toList(),
                                    Composing.current(updated.current(), Shown.of("si", List.of())));
                        case PlaceEvent.Noticed noticed ->
                            new NoticedView(
                                    noticed.place(),
                                    noticed.notice().name().toLowerCase(Locale.ROOT),
                                    Views.WarningView.of(noticed.warning(), null));
                    });
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event of ours does not become JSON", e);
        }
    }

    /** The body of a webhook, in the form that Standard Webhooks suggests. */
    public String message(FlowEvent.Noticed noticed, Instant now) {
        String notice = noticed.notice().name().toLowerCase(Locale.ROOT);
        NoticedView data = new NoticedView(noticed.place(), notice, Views.WarningView.of(noticed.warning(), null));
        try {
            return json.writeValueAsString(new MessageView("weather.warning." + notice, now, data));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a message of ours does not become JSON", e);
        }
    }

    private record MessageView(String type, Instant timestamp, NoticedView data) {}

    private record UpdatedView(String place, String provider, List<String> products, List<Views.ValueView> current) {}

    private record NoticedView(String place, String notice, Views.WarningView warning) {}
}
