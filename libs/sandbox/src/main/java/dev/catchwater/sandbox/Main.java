package dev.catchwater.sandbox;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * The sandbox as a process: {@code --port 8090 --seed 1 [--speed 1.0] [--pace 1.0] [--data DIR]}. It prints one line
 * when it is ready and stops cleanly on SIGTERM and SIGINT. Exit code 2 for wrong arguments, 1 if it cannot start.
 */
public final class Main {

    private static final String USAGE = "usage: --port 8090 --seed 1 [--speed 1.0] [--pace 1.0] [--data DIR]";

    private Main() {}

    /** Runs until the process is told to stop. */
    public static void main(String[] args) throws InterruptedException {
        SandboxOptions options;
        try {
            options = options(args);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n" + USAGE);
            System.exit(2);
            return;
        }
        Sandbox sandbox;
        try {
            sandbox = Sandbox.start(options);
        } catch (RuntimeException e) {
            System.err.println("sandbox cannot start on port " + options.port() + ": " + e.getMessage());
            System.exit(1);
            return;
        }
        var stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            sandbox.close();
            stopped.countDown();
        }));
        System.out.println("sandbox ready at " + sandbox.baseUri());
        stopped.await();
    }

    static SandboxOptions options(String[] args) {
        SandboxOptions options = SandboxOptions.living().withPort(8090);
        if (args.length % 2 != 0) {
            throw new IllegalArgumentException("every option takes a value");
        }
        for (int i = 0; i < args.length; i += 2) {
            String value = args[i + 1];
            options = switch (args[i]) {
                case "--port" -> options.withPort(Integer.parseInt(value));
                case "--seed" -> options.withSeed(Long.parseLong(value));
                case "--speed" -> options.withSpeed(Double.parseDouble(value));
                case "--pace" -> options.withPace(Double.parseDouble(value));
                case "--data" -> options.withData(Path.of(value));
                default -> throw new IllegalArgumentException("unknown option " + args[i]);
            };
        }
        return options;
    }
}
