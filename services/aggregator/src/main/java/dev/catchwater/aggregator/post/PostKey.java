package dev.catchwater.aggregator.post;

/**
 * One name under which a post is known at its origin. A post may have several: its lasting identity, the id one
 * instance gives it, and the id of a boost that carries it.
 *
 * @param origin the scope within which {@code externalId} is unique: {@link #EVERYWHERE}, an instance or a feed
 */
public record PostKey(Platform platform, String origin, String externalId) implements Comparable<PostKey> {

    /** The origin of names that are unique in the whole platform, such as ActivityPub URIs. */
    public static final String EVERYWHERE = "*";

    private static final int MAX_LENGTH = 2048;

    public PostKey {
        if (!fits(externalId)) {
            throw new IllegalArgumentException("a post key has 1 to " + MAX_LENGTH + " characters, none of them NUL");
        }
    }

    /** Whether this can be a name. NUL cannot be in one, since no database keeps it. */
    public static boolean fits(String externalId) {
        return !externalId.isBlank() && externalId.length() <= MAX_LENGTH && externalId.indexOf('\0') < 0;
    }

    /** A total order, so that all writers take their locks in the same one. */
    @Override
    public int compareTo(PostKey other) {
        int byPlatform = platform.compareTo(other.platform);
        int byOrigin = byPlatform != 0 ? byPlatform : origin.compareTo(other.origin);
        return byOrigin != 0 ? byOrigin : externalId.compareTo(other.externalId);
    }
}
