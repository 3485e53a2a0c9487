package dev.catchwater.e2e.browser;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;

/** The Chromium that the system's package manager has installed; the same names as {@code .ci/browser find} looks for. */
public final class SystemBrowser {

    /** How to get one. */
    public static final String ADVICE = "There is no Chromium here: `make e2e-setup` installs it.";

    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
    private static final Path MAC = Path.of("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");

    private SystemBrowser() {}

    /** Its program, if there is one. */
    public static Optional<Path> find() {
        return find(System.getenv().getOrDefault("PATH", ""));
    }

    static Optional<Path> find(String path) {
        Stream<Path> onPath = Stream.of(path.split(":"))
                .filter(folder -> !folder.isEmpty())
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)));
        return Stream.concat(onPath, Stream.of(MAC)).filter(Files::isExecutable).findFirst();
    }

    /**
     * Whether tests with a browser run.
     *
     * @param ci what the variable CI says
     * @throws IllegalStateException where there must be a browser and is none
     */
    static ConditionEvaluationResult judge(Optional<Path> browser, @Nullable String ci) {
        if (browser.isPresent()) {
            return ConditionEvaluationResult.enabled("There is " + browser.get() + ".");
        }
        if (Boolean.parseBoolean(ci)) {
            throw new IllegalStateException(ADVICE);
        }
        return ConditionEvaluationResult.disabled(ADVICE);
    }
}
