package dev.catchwater.sandbox.feeds;

import dev.catchwater.sandbox.judge.Command;
import dev.catchwater.sandbox.judge.Refusal;
import dev.catchwater.sandbox.world.Agenda;
import dev.catchwater.sandbox.world.Cast;
import dev.catchwater.sandbox.world.Dice;
import dev.catchwater.sandbox.world.Draft;
import dev.catchwater.sandbox.world.Persona;
import dev.catchwater.sandbox.world.Prose;
import dev.catchwater.sandbox.world.Rhythm;
import dev.catchwater.sandbox.world.Snowflakes;
import io.vertx.core.json.JsonArray;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** Where sites' items come from: their own scripts, and commands. */
final class Newsroom {

    private static final int BURST = 500;

    private final Map<String, Publication> publications;
    private final long seed;
    private final double pace;

    Newsroom(Map<String, Publication> publications, long seed, double pace) {
        this.publications = publications;
        this.seed = seed;
        this.pace = pace;
    }

    List<Agenda.Script> scripts() {
        return publications.values().stream()
                .map(publication -> (Agenda.Script) slot -> slot(publication, slot))
                .toList();
    }

    private List<Agenda.Event> slot(Publication publication, long slot) {
        Site site = publication.site();
        var dice = Dice.of(seed, "feeds/" + site.id(), slot);
        var events = new ArrayList<Agenda.Event>();
        for (Instant moment : Rhythm.moments(dice, slot, site.itemsPerDay() * pace, 14)) {
            Persona author = dice.pick(site.writers());
            Draft draft = Prose.write(dice, author);
            long id = Snowflakes.scripted(moment, dice);
            events.add(new Agenda.Event(moment, at -> publication.publish(new Item(id, author, draft, at, at))));
            if (dice.chance(0.06)) {
                Instant later = moment.plusSeconds(dice.between(60, 3_600));
                Draft corrected = corrected(draft);
                events.add(new Agenda.Event(later, at -> publication.edit(id, corrected, at)));
            }
            if (dice.chance(0.02)) {
                Instant later = moment.plusSeconds(dice.between(120, 7_200));
                events.add(new Agenda.Event(later, at -> publication.delete(id, at)));
            }
        }
        return events;
    }

    List<String> obey(Command command) {
        Publication publication = publications.get(command.place());
        if (publication == null) {
            throw new Refusal(404, "no site is called " + command.place());
        }
        return switch (command.op()) {
            case "items" -> publish(publication, command, command.count("count", 1, BURST));
            case "burst" -> publish(publication, command, command.count("count", 20, BURST));
            case "edit" -> {
                Item item = publication.require(command.id());
                publication.edit(item.id(), draft(command, item.draft(), item.author()), command.at());
                yield List.of(Long.toString(item.id()));
            }
            case "delete" -> {
                Item item = publication.require(command.id());
                publication.delete(item.id(), command.at());
                yield List.of(Long.toString(item.id()));
            }
            default -> throw new Refusal(404, "a site can do items, burst, edit, delete; not " + command.op());
        };
    }

    private List<String> publish(Publication publication, Command command, int count) {
        Site site = publication.site();
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    long id = publication.nextId(command.at());
                    var dice = Dice.of(seed, site.id(), id);
                    Persona author = author(command, dice.pick(site.writers()));
                    Draft draft = draft(command, Prose.write(dice, author), author);
                    publication.publish(new Item(id, author, draft, command.at(), command.at()));
                    return Long.toString(id);
                })
                .toList();
    }

    private static Persona author(Command command, Persona otherwise) {
        String handle = command.text("author", otherwise.handle());
        return Cast.people().stream()
                .filter(person -> person.handle().equals(handle))
                .findFirst()
                .orElseThrow(() -> new Refusal(422, "nobody is called " + handle));
    }

    /** What the command says, and where it is silent, what was there; a text of its own comes without others' trimmings. */
    private static Draft draft(Command command, Draft otherwise, Persona author) {
        String title = command.text("title", otherwise.title());
        String text = command.text("text", "");
        boolean own = !text.isEmpty();
        String link = command.text("link", own ? "" : Objects.requireNonNullElse(otherwise.link(), ""));
        List<String> tags = command.args().getValue("tags") instanceof JsonArray given
                ? given.stream().limit(20).map(String::valueOf).toList()
                : own ? List.<String>of() : otherwise.tags();
        return new Draft(
                title,
                own ? List.of(text) : otherwise.sentences(),
                tags,
                link.isEmpty() ? null : link,
                own ? null : otherwise.picture(),
                null,
                author.language());
    }

    private static Draft corrected(Draft draft) {
        var sentences = new ArrayList<>(draft.sentences());
        sentences.add("(Corrected.)");
        return new Draft(
                draft.title(),
                List.copyOf(sentences),
                draft.tags(),
                draft.link(),
                draft.picture(),
                draft.warning(),
                draft.language());
    }
}
