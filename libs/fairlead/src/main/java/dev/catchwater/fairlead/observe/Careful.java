package dev.catchwater.fairlead.observe;

import dev.catchwater.fairlead.CallEvent;
import dev.catchwater.fairlead.CallListener;

/** Keeps a listener that throws, against its contract, from harming the call it listens to. */
public final class Careful implements CallListener {
    private static final System.Logger LOG = System.getLogger("dev.catchwater.fairlead");

    private final CallListener listener;

    public Careful(CallListener listener) {
        this.listener = listener;
    }

    @Override
    public void on(CallEvent event) {
        try {
            listener.on(event);
        } catch (RuntimeException thrown) {
            LOG.log(System.Logger.Level.WARNING, "a listener threw", thrown);
        }
    }
}
