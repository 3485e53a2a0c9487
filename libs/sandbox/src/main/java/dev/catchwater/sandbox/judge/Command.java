package dev.catchwater.sandbox.judge;

import io.vertx.core.json.JsonObject;
import java.time.Instant;

/**
 * Something to be done to the world.
 *
 * @param place the upstream within its realm, such as {@code harbour}
 * @param op such as {@code statuses}, {@code edit}, {@code delete}
 * @param args the operation's arguments
 * @param at the world's time
 */
public record Command(String place, String op, JsonObject args, Instant at) {

    private static final int LONGEST = 20_000;

    /**
     * A text argument.
     *
     * @throws Refusal if it is not text or longer than 20 000 characters
     */
    public String text(String name, String otherwise) {
        Object value = args.getValue(name);
        if (value == null) {
            return otherwise;
        }
        if (!(value instanceof String text) || text.length() > LONGEST) {
            throw new Refusal(422, name + " must be text of at most " + LONGEST + " characters");
        }
        return text;
    }

    /**
     * A whole number.
     *
     * @throws Refusal if it is missing its type or outside {@code [1, most]}
     */
    public int count(String name, int otherwise, int most) {
        Object value = args.getValue(name);
        if (value == null) {
            return otherwise;
        }
        if (!(value instanceof Integer count) || count < 1 || count > most) {
            throw new Refusal(422, name + " must be a whole number from 1 to " + most);
        }
        return count;
    }

    /**
     * The id that an edit, delete or boost is about.
     *
     * @throws Refusal if it is missing or no number
     */
    public long id() {
        try {
            return Long.parseLong(String.valueOf(args.getValue("id")));
        } catch (NumberFormatException e) {
            throw new Refusal(422, "id must be given, as the sandbox gave it", e);
        }
    }
}
