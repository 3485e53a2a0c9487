package dev.catchwater.edge.store;

import dev.catchwater.fairlead.cache.PrimaryKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What lies on the disk, by key and by target. One thread changes it, any may read. */
final class Index {
    private final Map<String, List<Filed>> byKey = new ConcurrentHashMap<>();
    // What is kept apart for a target is found with it; there may be one for each cookie.
    private final Map<String, Set<String>> keys = new ConcurrentHashMap<>();

    /** The variants of a key, the oldest first. */
    List<Filed> of(PrimaryKey key) {
        return byKey.getOrDefault(key.value(), List.of());
    }

    List<Filed> ofTarget(PrimaryKey key) {
        List<Filed> all = new ArrayList<>();
        keys.getOrDefault(key.target().value(), Set.of())
                .forEach(one -> all.addAll(byKey.getOrDefault(one, List.of())));
        return all;
    }

    void forEach(Consumer<Filed> visitor) {
        byKey.values().forEach(variants -> variants.forEach(visitor));
    }

    void add(Filed filed) {
        PrimaryKey key = filed.key();
        keys.computeIfAbsent(key.target().value(), target -> ConcurrentHashMap.newKeySet())
                .add(key.value());
        byKey.merge(
                key.value(),
                List.of(filed),
                (there, one) -> Stream.concat(there.stream(), one.stream()).toList());
    }

    /** False if it is not there. */
    boolean remove(Filed filed) {
        PrimaryKey key = filed.key();
        List<Filed> there = of(key);
        List<Filed> rest = there.stream().filter(other -> other != filed).toList();
        if (!rest.isEmpty()) {
            byKey.put(key.value(), rest);
        } else if (byKey.remove(key.value()) != null) {
            keys.computeIfPresent(key.target().value(), (target, all) -> {
                all.remove(key.value());
                return all.isEmpty() ? null : all;
            });
        }
        return rest.size() < there.size();
    }
}
