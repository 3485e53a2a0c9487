package dev.catchwater.weather.setup;

import dev.catchwater.weather.PlaceEvent;
import dev.catchwater.weather.flow.Board;
import dev.catchwater.weather.flow.FlowEvent;
import dev.catchwater.weather.flow.Notifying;
import dev.catchwater.weather.live.Broadcast;
import dev.catchwater.weather.report.Told;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.time.InstantSource;

/** Takes what happens while gathering to those who count and to those who listen. */
@ApplicationScoped
class Telling {

    private final FlowMeters meters;
    private final Broadcast broadcast;
    private final Board board;
    private final Instance<Notifying> notifying;
    private final InstantSource clock;

    Telling(FlowMeters meters, Broadcast broadcast, Board board, Instance<Notifying> notifying, InstantSource clock) {
        this.meters = meters;
        this.broadcast = broadcast;
        this.board = board;
        this.notifying = notifying;
        this.clock = clock;
    }

    void on(FlowEvent event) {
        meters.on(event);
        switch (event) {
            case FlowEvent.Updated updated ->
                broadcast.tell(new PlaceEvent.Updated(
                        updated.place(),
                        updated.provider(),
                        updated.products(),
                        Told.best(board.of(updated.place()).reports(), clock.instant())));
            case FlowEvent.Noticed noticed -> {
                broadcast.tell(new PlaceEvent.Noticed(noticed.place(), noticed.notice(), noticed.warning()));
                // It never fails: what goes wrong is counted there.
                notifying.get().notice(noticed).subscribe().with(done -> {}, thrown -> {});
            }
            case FlowEvent.Asked asked -> {}
            case FlowEvent.Failed failed -> {}
            case FlowEvent.Remarked remarked -> {}
            case FlowEvent.Verified verified -> {}
            case FlowEvent.Fault fault -> {}
        }
    }
}
