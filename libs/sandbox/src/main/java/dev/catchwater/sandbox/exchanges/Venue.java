package dev.catchwater.sandbox.exchanges;

import dev.catchwater.sandbox.judge.Command;
import dev.catchwater.sandbox.judge.Upstream;
import io.vertx.ext.web.Router;

/** One exchange of the realm. */
interface Venue {

    String place();

    Upstream upstream();

    void mount(Router router);

    /**
     * Does what a test or a person asks for.
     *
     * @throws dev.catchwater.sandbox.judge.Refusal if it knows no such thing
     */
    void obey(Command command);

    /** Cuts its open streams; says how many there were. */
    int drop();
}
