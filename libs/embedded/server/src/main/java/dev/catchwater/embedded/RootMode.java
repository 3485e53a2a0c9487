package dev.catchwater.embedded;

/** How Postgres, which refuses to run as root, is started when this JVM is root. Without effect for other users. */
public enum RootMode {
    /** As the owner of existing data if that is not root; else {@link #UNSHARE} where it is allowed, else {@link #SETPRIV}. */
    AUTO,
    /** In a user namespace of its own ({@code unshare -U}): still root outside, files stay root's. */
    UNSHARE,
    /** As an ordinary user ({@code setpriv}): the owner of existing data, else {@code nobody}, who is given the folder. */
    SETPRIV
}
