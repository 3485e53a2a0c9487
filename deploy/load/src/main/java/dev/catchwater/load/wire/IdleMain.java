package dev.catchwater.load.wire;

import dev.catchwater.load.Options;
import dev.catchwater.load.origin.Bodies;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A client's process: {@code port= connections=}. Opens so many, asks once on each, says {@code open}, waits for a line
 * and asks once more on each, which fails if one was closed meanwhile.
 */
public final class IdleMain {
    private IdleMain() {}

    public static void main(String[] arguments) throws IOException {
        Options options = new Options(arguments);
        AtomicInteger left = new AtomicInteger();
        try (Wire wire = new Wire(
                options.number("port", 0), options.number("connections", 15_000), line -> left.decrementAndGet())) {
            askAll(wire, left);
            System.out.println("open");
            if (System.in.read() < 0) {
                return;
            }
            askAll(wire, left);
        }
        System.out.println("alive=" + options.number("connections", 15_000));
    }

    private static void askAll(Wire wire, AtomicInteger left) throws IOException {
        Ask ask = Ask.whole(Bodies.path(1_024, 1));
        for (Wire.Line line : wire.lines()) {
            left.incrementAndGet();
            line.send(ask, System.nanoTime());
            while (left.get() > 0) {
                wire.poll();
            }
        }
    }
}
