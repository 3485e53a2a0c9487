package dev.catchwater.fairlead.balance;

import dev.catchwater.fairlead.Attribute;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** The endpoints that a call was sent to, so that its next attempt goes elsewhere. */
final class Tried {
    /** Set where a call begins to be attempted; without it, attempts know nothing of each other. */
    static final Attribute<Optional<Tried>> OF_THE_CALL = Attribute.of("tried", Optional.empty());

    private final Set<String> authorities = new HashSet<>();

    synchronized void add(Member member) {
        authorities.add(member.authority());
    }

    synchronized boolean holds(Member member) {
        return authorities.contains(member.authority());
    }
}
