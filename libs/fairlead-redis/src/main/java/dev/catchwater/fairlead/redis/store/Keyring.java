package dev.catchwater.fairlead.redis.store;

import dev.catchwater.fairlead.cache.PrimaryKey;
import dev.catchwater.fairlead.redis.KeySpace;

/** Where a store's things lie. The format's version is in the names: another version's entries are not even met. */
record Keyring(KeySpace space) {
    String heads(PrimaryKey key) {
        return space.key("cache1", key.value());
    }

    String contents(PrimaryKey key) {
        return space.key("content1", key.value()) + ":";
    }

    String group(String origin, String group) {
        return space.key("group1", origin + " " + group);
    }

    /** Where it is noted up to when everything is removed. */
    String everything() {
        return space.key("all1");
    }

    static String field(String variant) {
        return "v" + KeySpace.hash(variant);
    }
}
