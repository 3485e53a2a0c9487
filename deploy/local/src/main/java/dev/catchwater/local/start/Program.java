package dev.catchwater.local.start;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What is run as a child, apart from where its data are.
 *
 * @param heap megabytes
 * @param code {@code -jar x.jar}, or {@code -cp … Main}
 */
record Program(String name, int heap, List<String> code, ClassCache cache) {

    /**
     * One way of running it.
     *
     * @param arguments after the code
     */
    record Run(List<String> arguments, Map<String, String> environment, URI readiness, URI page) {

        // The environment holds passwords.
        @Override
        public String toString() {
            return "Run" + arguments;
        }
    }

    List<String> command(Run run) {
        return Jvm.command(heap, cache.file(), with(run));
    }

    List<String> rehearsal(Run run, Path output) {
        return Jvm.rehearsal(heap, output, with(run));
    }

    private List<String> with(Run run) {
        return Stream.concat(code.stream(), run.arguments().stream()).toList();
    }
}
