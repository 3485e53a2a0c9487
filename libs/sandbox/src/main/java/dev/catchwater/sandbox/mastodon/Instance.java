package dev.catchwater.sandbox.mastodon;

import dev.catchwater.sandbox.judge.Refusal;
import dev.catchwater.sandbox.world.Cast;
import dev.catchwater.sandbox.world.Dice;
import dev.catchwater.sandbox.world.Draft;
import dev.catchwater.sandbox.world.Persona;
import dev.catchwater.sandbox.world.Snowflakes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One server: its accounts, and the newest 5000 of their statuses. Tells a listener what changes. */
final class Instance {

    private static final int KEPT = 5_000;

    /** Hears of changes after they were made. */
    interface Listener {
        void posted(Status status);

        void edited(Status status);

        void deleted(Status status);
    }

    private final String id;
    private final String title;
    private final Map<String, Account> accounts = new LinkedHashMap<>();
    private final Map<Long, Account> accountsById = new HashMap<>();
    private final TreeMap<Long, Status> statuses = new TreeMap<>();
    private final Map<Long, Integer> boosts = new HashMap<>();
    private final Map<Long, Integer> written = new HashMap<>();
    private final Map<Long, Instant> lastWritten = new HashMap<>();
    private final Snowflakes ids = new Snowflakes();
    private final List<Listener> listeners = new ArrayList<>();

    Instance(String id, String title, long seed, List<Persona> people, Collection<String> guests) {
        this.id = id;
        this.title = title;
        people.forEach(person -> settle(seed, person));
        guests.forEach(name -> settle(
                seed, new Persona(name, capital(name), "Reads more than writes.", "en", List.of("reading"), 0, 12)));
    }

    /** Two instances, with half of the cast each. */
    static List<Instance> all(long seed, Collection<String> guests) {
        List<Persona> people = Cast.people();
        List<Persona> even = people.stream()
                .filter(person -> people.indexOf(person) % 2 == 0)
                .toList();
        List<Persona> odd = people.stream()
                .filter(person -> people.indexOf(person) % 2 == 1)
                .toList();
        return List.of(
                new Instance("meadow", "Meadow", seed, even, guests),
                new Instance("harbour", "Harbour", seed, odd, guests));
    }

    String id() {
        return id;
    }

    String title() {
        return title;
    }

    Collection<Account> accounts() {
        return accounts.values();
    }

    @Nullable
    Account account(String username) {
        return accounts.get(username);
    }

    @Nullable
    Account account(long accountId) {
        return accountsById.get(accountId);
    }

    /** By id, oldest first. */
    NavigableMap<Long, Status> statuses() {
        return statuses;
    }

    int boosts(Status status) {
        return boosts.getOrDefault(status.id(), 0);
    }

    int written(Account account) {
        return written.getOrDefault(account.id(), 0);
    }

    @Nullable
    Instant lastWritten(Account account) {
        return lastWritten.get(account.id());
    }

    long nextId(Instant at) {
        return ids.commanded(at);
    }

    void listen(Listener listener) {
        listeners.add(listener);
    }

    void post(Status status) {
        statuses.put(status.id(), status);
        written.merge(status.account().id(), 1, Integer::sum);
        lastWritten.put(status.account().id(), status.created());
        if (status.boosted() != null) {
            boosts.merge(status.boosted().id(), 1, Integer::sum);
        }
        if (statuses.size() > KEPT) {
            Long oldest = statuses.firstKey();
            statuses.remove(oldest);
            boosts.remove(oldest);
        }
        listeners.forEach(listener -> listener.posted(status));
    }

    /** Boosts a status if it is still there; says whether it was. */
    boolean boost(long boostId, Account by, long statusId, Instant at) {
        Status subject = statuses.get(statusId);
        if (subject == null || subject.boosted() != null) {
            return false;
        }
        post(new Status(boostId, by, Draft.of("", ""), subject.visibility(), at, null, subject, null));
        return true;
    }

    /** Changes a status, and what its boosts show; says whether it was there. */
    boolean edit(long statusId, Draft said, Instant at) {
        Status changed = statuses.computeIfPresent(statusId, (key, status) -> status.changed(said, at));
        if (changed == null) {
            return false;
        }
        statuses.replaceAll((key, status) -> {
            boolean boost = status.boosted() != null && status.boosted().id() == statusId;
            return boost
                    ? new Status(
                            status.id(),
                            status.account(),
                            status.draft(),
                            status.visibility(),
                            status.created(),
                            status.edited(),
                            changed,
                            status.replyTo())
                    : status;
        });
        listeners.forEach(listener -> listener.edited(changed));
        return true;
    }

    /** Deletes a status and its boosts; says whether it was there. */
    boolean delete(long statusId) {
        Status gone = statuses.remove(statusId);
        if (gone == null) {
            return false;
        }
        written.merge(gone.account().id(), -1, Integer::sum);
        boosts.remove(statusId);
        if (gone.boosted() != null) {
            boosts.merge(gone.boosted().id(), -1, Integer::sum);
        }
        List<Long> orphans = statuses.values().stream()
                .filter(status -> status.boosted() != null && status.boosted().id() == statusId)
                .map(Status::id)
                .toList();
        listeners.forEach(listener -> listener.deleted(gone));
        orphans.forEach(this::delete);
        return true;
    }

    Status require(long statusId) {
        Status status = statuses.get(statusId);
        if (status == null) {
            throw new Refusal(404, "mastodon/" + id + " has no status " + statusId);
        }
        return status;
    }

    private void settle(long seed, Persona person) {
        var dice = Dice.of(seed, id + "/" + person.handle(), 0);
        // A day of 2024: long before any status, and the same in every run.
        Instant created = Instant.ofEpochSecond(1_704_067_200L + 86_400L * dice.below(300));
        var account = new Account(Snowflakes.scripted(created, dice), person, created);
        accounts.put(account.username(), account);
        accountsById.put(account.id(), account);
    }

    private static String capital(String name) {
        return name.isEmpty() ? name : Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }
}
