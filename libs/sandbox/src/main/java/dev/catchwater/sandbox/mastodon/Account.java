package dev.catchwater.sandbox.mastodon;

import dev.catchwater.sandbox.world.Persona;
import java.time.Instant;

/**
 * Someone's account on an instance.
 *
 * @param id a snowflake, the same in every run
 */
record Account(long id, Persona persona, Instant created) {

    String username() {
        return persona.handle();
    }
}
