package dev.catchwater.edge.flow.hit;

import dev.catchwater.edge.Lanes;

/** A plain request that goes the ordinary way, whose answer may be kept for others. */
public final class Plain {
    private final Asker asker;
    private final Lanes.Edition edition;

    /**
     * A request.
     *
     * @param edition of the routes before anybody looked for one
     */
    Plain(Asker asker, Lanes.Edition edition) {
        this.asker = asker;
        this.edition = edition;
    }

    Asker asker() {
        return asker;
    }

    Lanes.Edition edition() {
        return edition;
    }
}
