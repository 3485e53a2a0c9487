package dev.catchwater.sandbox;

import dev.catchwater.sandbox.judge.Command;
import dev.catchwater.sandbox.judge.Realm;
import dev.catchwater.sandbox.judge.Refusal;
import dev.catchwater.sandbox.world.Agenda;
import dev.catchwater.sandbox.world.WorldClock;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;

/** The realms, and time passing over them. Confined to the loop once the sandbox listens. */
final class Universe {

    private static final Duration LONGEST_LEAP = Duration.ofDays(1);

    private final WorldClock clock;
    private final Agenda agenda;
    private final List<Realm> realms;

    Universe(WorldClock clock, Duration history, List<Realm> realms) {
        this.clock = clock;
        this.realms = realms;
        this.agenda = new Agenda(clock.instant().minus(history));
        realms.forEach(realm -> realm.scripts().forEach(agenda::add));
    }

    WorldClock clock() {
        return clock;
    }

    List<Realm> realms() {
        return realms;
    }

    /** Lets everything happen that is due. */
    void tick() {
        agenda.runUntil(clock.instant());
    }

    void advance(Duration by) {
        if (by.isNegative() || by.compareTo(LONGEST_LEAP) > 0) {
            throw new Refusal(422, "time advances by at most a day at once, and never back");
        }
        clock.advance(by);
        tick();
    }

    /** Does a command now. */
    Journal.Line obey(String realm, String place, String op, JsonObject args) {
        tick();
        var command = new Command(place, op, args, clock.instant());
        List<String> ids = realm(realm).obey(command);
        return new Journal.Line(realm, command, ids);
    }

    /** Puts a remembered command where it was in time; what cannot be obeyed any more is let go. */
    void remember(Journal.Line line) {
        agenda.add(new Agenda.Event(line.command().at(), at -> {
            try {
                realm(line.realm()).obey(line.command());
            } catch (Refusal gone) {
                // Its subject was older than the world's past reaches.
                return;
            }
        }));
    }

    private Realm realm(String name) {
        return realms.stream()
                .filter(realm -> realm.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Refusal(404, "no realm is called " + name));
    }
}
