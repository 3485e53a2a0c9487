package dev.catchwater.live;

import java.time.Duration;
import java.util.Comparator;
import java.util.function.Consumer;
import java.util.function.Function;

/** What a hub was built with. */
record Knobs<E>(
        Comparator<String> order,
        Function<E, String> encoder,
        Replay<E> replay,
        Consumer<LiveSignal> signals,
        int mostListeners,
        int queue,
        int mostReplayed,
        Duration heartbeat,
        Duration retry) {}
