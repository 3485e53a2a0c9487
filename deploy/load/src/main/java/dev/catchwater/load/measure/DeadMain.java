package dev.catchwater.load.measure;

import dev.catchwater.fairlead.breaker.BreakerPolicy;
import dev.catchwater.fairlead.client.Settings;
import dev.catchwater.load.Options;
import dev.catchwater.load.Target;
import dev.catchwater.load.peer.FairleadPeer;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Fairlead's process before a dead origin: {@code uri= rate= seconds= breaker=on|off}. Prints how many calls it made. */
public final class DeadMain {
    private DeadMain() {}

    public static void main(String[] arguments) {
        Options options = new Options(arguments);
        Logger.getLogger("").setLevel(Level.OFF);
        Target target = new Target(options.text("uri", ""), 64);
        Settings settings = FairleadPeer.settings(target);
        if (options.text("breaker", "on").equals("off")) {
            settings = settings.withBreaker(BreakerPolicy.OFF);
        }
        Tally tally = new Tally(0);
        new Load(new FairleadPeer(target, settings), tally)
                .open(options.number("rate", 1_000), 0, options.number("seconds", 10));
        System.out.println("calls=" + tally.calls());
        Runtime.getRuntime().halt(0);
    }
}
