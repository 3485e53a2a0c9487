package dev.catchwater.sandbox.mastodon;

import dev.catchwater.sandbox.judge.Command;
import dev.catchwater.sandbox.judge.Refusal;
import dev.catchwater.sandbox.world.Agenda;
import dev.catchwater.sandbox.world.Dice;
import dev.catchwater.sandbox.world.Draft;
import dev.catchwater.sandbox.world.Persona;
import dev.catchwater.sandbox.world.Prose;
import dev.catchwater.sandbox.world.Rhythm;
import dev.catchwater.sandbox.world.Snowflakes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an instance's people do by themselves. Everything is rolled when a slot is written and nothing when it happens,
 * so that a restarted world does the same again.
 */
final class Villagers {

    private static final double POSTS_PER_PERSON = 12;
    private static final int BURST_ONE_IN = 72;

    private final Instance instance;
    private final long seed;
    private final double pace;
    private final List<Account> writers;

    Villagers(Instance instance, long seed, double pace) {
        this.instance = instance;
        this.seed = seed;
        this.pace = pace;
        this.writers = instance.accounts().stream()
                .filter(account -> account.persona().postsPerDay() > 0)
                .toList();
    }

    List<Agenda.Event> slot(long slot) {
        var events = new ArrayList<Agenda.Event>();
        var written = new ArrayList<Status>();
        for (Account account : writers) {
            Persona person = account.persona();
            var dice = Dice.of(seed, instance.id() + "/" + person.handle(), slot);
            double perDay = person.postsPerDay() * POSTS_PER_PERSON * pace;
            for (Instant moment : Rhythm.moments(dice, slot, perDay, person.peakHour())) {
                Status status = write(dice, account, moment, written);
                written.add(status);
                events.add(new Agenda.Event(moment, at -> instance.post(status)));
                afterwards(dice, status, events);
            }
        }
        burst(slot, events);
        return events;
    }

    private Status write(Dice dice, Account account, Instant at, List<Status> earlier) {
        Draft draft = Prose.write(dice, account.persona());
        Status.Parent parent = null;
        if (!earlier.isEmpty() && dice.chance(0.1)) {
            Status answered = dice.pick(earlier);
            if (answered.created().isBefore(at)) {
                parent = new Status.Parent(answered.id(), answered.account());
                draft = answering(draft, answered.account());
            }
        }
        String visibility = dice.chance(0.1) ? "unlisted" : "public";
        return new Status(Snowflakes.scripted(at, dice), account, draft, visibility, at, null, null, parent);
    }

    private void afterwards(Dice dice, Status status, List<Agenda.Event> events) {
        Instant posted = status.created();
        if (dice.chance(0.05)) {
            Draft better = edited(status.draft());
            Instant later = posted.plusSeconds(dice.between(30, 1_800));
            events.add(new Agenda.Event(later, at -> instance.edit(status.id(), better, at)));
        }
        int boosts = dice.chance(0.15) ? 1 + dice.below(3) : 0;
        for (int i = 0; i < boosts; i++) {
            Account by = dice.pick(writers);
            Instant later = posted.plusMillis(dice.between(10_000, 7_200_000));
            long id = Snowflakes.scripted(later, dice);
            events.add(new Agenda.Event(later, at -> instance.boost(id, by, status.id(), at)));
        }
        if (dice.chance(0.03)) {
            Instant later = posted.plusSeconds(dice.between(60, 7_200));
            events.add(new Agenda.Event(later, at -> instance.delete(status.id())));
        }
    }

    /** Twice a day or so everyone talks about the same thing for a few minutes. */
    private void burst(long slot, List<Agenda.Event> events) {
        var dice = Dice.of(seed, instance.id() + "/burst", slot);
        if (pace == 0 || dice.below(BURST_ONE_IN) != 0) {
            return;
        }
        String topic = dice.pick(dice.pick(writers).persona().topics());
        Instant begin = Rhythm.startOf(slot).plusSeconds(dice.below(300));
        for (int i = 0; i < 15 + dice.below(16); i++) {
            Status status = babble(dice, begin.plusMillis(dice.between(0, 240_000)), topic);
            events.add(new Agenda.Event(status.created(), at -> instance.post(status)));
        }
    }

    private Status babble(Dice dice, Instant at, String topic) {
        Account account = dice.pick(writers);
        Draft draft = Prose.write(dice, account.persona());
        var loud = new Draft(draft.title(), draft.sentences(), List.of(topic), null, null, null, draft.language());
        return new Status(Snowflakes.scripted(at, dice), account, loud, "public", at, null, null, null);
    }

    List<String> obey(Command command) {
        return switch (command.op()) {
            case "statuses" -> post(command, command.count("count", 1, 500));
            case "burst" -> post(command, command.count("count", 20, 500));
            case "edit" -> {
                Status status = instance.require(command.id());
                instance.edit(status.id(), Words.said(command, status.draft()), command.at());
                yield List.of(Long.toString(status.id()));
            }
            case "delete" -> {
                Status status = instance.require(command.id());
                instance.delete(status.id());
                yield List.of(Long.toString(status.id()));
            }
            case "boost" -> boost(command);
            default ->
                throw new Refusal(404, "an instance can do statuses, burst, edit, delete, boost; not " + command.op());
        };
    }

    private List<String> post(Command command, int count) {
        String visibility = command.text("visibility", "public");
        if (!List.of("public", "unlisted", "private", "direct").contains(visibility)) {
            throw new Refusal(422, "visibility must be public, unlisted, private or direct");
        }
        Status.Parent parent = parent(command);
        var ids = new ArrayList<String>(count);
        for (int i = 0; i < count; i++) {
            long id = instance.nextId(command.at());
            var dice = Dice.of(seed, instance.id(), id);
            Account account = author(command, dice);
            Draft draft = Words.said(command, Prose.write(dice, account.persona()));
            instance.post(new Status(id, account, draft, visibility, command.at(), null, null, parent));
            ids.add(Long.toString(id));
        }
        return ids;
    }

    private List<String> boost(Command command) {
        Status subject = instance.require(command.id());
        long id = instance.nextId(command.at());
        if (!instance.boost(id, author(command, Dice.of(seed, instance.id(), id)), subject.id(), command.at())) {
            throw new Refusal(422, "a boost cannot be boosted");
        }
        return List.of(Long.toString(id));
    }

    private Account author(Command command, Dice dice) {
        String name = command.text("author", dice.pick(writers).username());
        Account account = instance.account(name);
        if (account == null) {
            throw new Refusal(422, "nobody on " + instance.id() + " is called " + name);
        }
        return account;
    }

    private Status.@Nullable Parent parent(Command command) {
        String id = command.text("in_reply_to_id", "");
        if (id.isEmpty()) {
            return null;
        }
        if (!id.matches("\\d{1,18}")) {
            throw new Refusal(422, "in_reply_to_id must be an id");
        }
        Status status = instance.require(Long.parseLong(id));
        return new Status.Parent(status.id(), status.account());
    }

    private static Draft answering(Draft draft, Account to) {
        var sentences = new ArrayList<>(draft.sentences());
        sentences.addFirst("@" + to.username());
        return Words.with(draft, sentences);
    }

    private static Draft edited(Draft draft) {
        var sentences = new ArrayList<>(draft.sentences());
        sentences.add("(Edit: spelling.)");
        return Words.with(draft, sentences);
    }
}
