package dev.catchwater.fairlead.quarkus.config;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.NameIterator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * All keys that there are: {@code fairlead.*.timeout}, where a star is a name of the user's. Whatever else lies below
 * {@code fairlead} is a mistake, which nobody would notice if it were passed over.
 */
public final class KnownKeys {
    private static final String ROOT = "fairlead";
    private static final String ANY = "*";
    private static final Pattern INDEX = Pattern.compile("\\[(\\d+|\\*)]$");
    /** What Kubernetes tells every pod of a Service whose name happens to begin as ours. */
    private static final Pattern OF_KUBERNETES =
            Pattern.compile(".*_(SERVICE_(HOST|PORT(_.*)?)|PORT(_\\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)?)");

    private static final String START = "FAIRLEAD_";
    private static final Pattern PROFILE = Pattern.compile("^%[^.]*\\.");
    private static final Pattern NO_LETTER = Pattern.compile("[^A-Z0-9]");

    private final List<List<String>> paths;

    /** @param keys as smallrye-config names those of a mapping */
    public KnownKeys(Set<String> keys) {
        this.paths = keys.stream().map(KnownKeys::segments).toList();
    }

    /** The clients that these sources have keys of. The environment changes values, not names. */
    public static Set<String> clients(Iterable<ConfigSource> sources) {
        Set<String> clients = new TreeSet<>();
        for (ConfigSource source : sources) {
            if (!(source instanceof EnvConfigSource)) {
                source.getPropertyNames().stream()
                        .map(name -> PROFILE.matcher(name).replaceFirst(""))
                        .filter(name -> name.startsWith(ROOT + "."))
                        .forEach(name -> clients.add(segments(name).get(1)));
            }
        }
        return clients;
    }

    /**
     * Looks through names of properties and environment variables; those of other things do not count.
     *
     * @param values of properties: what lies in a variable that a key names may be called anything
     * @param variables in which hyphens, dots and quotes have become underscores
     * @param clients whose keys variables may be
     * @throws ConfigurationException naming one that is not known, and the one that is most like it
     */
    public void check(
            Iterable<String> names,
            Function<String, Optional<String>> values,
            Set<String> variables,
            Set<String> clients) {
        Set<String> sorted = new TreeSet<>();
        names.forEach(sorted::add);
        Set<String> named = named(sorted, values);
        for (String name : sorted) {
            if (name.startsWith(ROOT + ".")
                    && !isVariable(name, variables)
                    && !isVariable(name, named)
                    && !isKnown(segments(name))) {
                throw unknown(name, segments(name));
            }
        }
        for (String variable : new TreeSet<>(variables)) {
            if (variable.startsWith(START)
                    && !named.contains(variable)
                    && clients.stream().noneMatch(client -> isKnown(variable, client))
                    && !OF_KUBERNETES.matcher(variable).matches()) {
                throw unknown(variable, clients);
            }
        }
    }

    /** The variables in which keys say that something lies. */
    private Set<String> named(Set<String> names, Function<String, Optional<String>> values) {
        return names.stream()
                .filter(name -> name.startsWith(ROOT + ".") && name.endsWith(".env") && isKnown(segments(name)))
                .flatMap(name -> values.apply(name).stream())
                .collect(Collectors.toSet());
    }

    private ConfigurationException unknown(String variable, Set<String> clients) {
        return clients.stream()
                .filter(client -> Pattern.matches(START + own(client) + "_.+", variable))
                .max(Comparator.comparingInt(String::length))
                .map(client -> unknown(variable, segments(variable, client)))
                .orElseGet(() -> new ConfigurationException(
                        variable + " is no key of Fairlead's clients, of which there are "
                                + String.join(", ", new TreeSet<>(clients))
                                + ". Variables only change clients that a file or -D has a key of"
                                + meant(variable)
                                        .map(key -> ": add " + key + " to application.properties.")
                                        .orElse("."),
                        Set.of(variable)));
    }

    /** The key that a variable would be if what it begins with were a client. */
    private Optional<String> meant(String variable) {
        return paths.stream()
                .filter(path -> path.size() > 2)
                .sorted(Comparator.comparingInt(
                        (List<String> path) -> -String.join("", path).length()))
                .map(path ->
                        filled(path, Pattern.compile(pattern(path, "_?(.+?)_?")).matcher(variable)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> filled(List<String> path, Matcher names) {
        if (!names.matches()) {
            return Optional.empty();
        }
        List<String> key = new ArrayList<>();
        int next = 1;
        for (String segment : path) {
            key.add(segment.equals(ANY) ? "\"" + name(names.group(next++)) + "\"" : segment);
        }
        return Optional.of(String.join(".", key));
    }

    /** Which of its underscores were hyphens, nobody can tell. */
    private static String name(String ofVariable) {
        return ofVariable.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static List<String> segments(String variable, String client) {
        List<String> segments = new ArrayList<>(List.of(ROOT, client));
        String rest = variable.replaceFirst(START + own(client) + "_", "");
        segments.addAll(segments(rest.toLowerCase(Locale.ROOT).replaceAll("_+", ".")));
        return segments;
    }

    private ConfigurationException unknown(String name, List<String> segments) {
        String meant = segments.size() < 3
                ? ", of which each begins with " + ROOT + ".\"name\""
                : near(segments).map(key -> ": did you mean " + key + "?").orElse("");
        return new ConfigurationException(name + " is no key of Fairlead" + meant, Set.of(name));
    }

    private boolean isKnown(List<String> segments) {
        return paths.stream().anyMatch(path -> fits(path, segments));
    }

    private static boolean fits(List<String> path, List<String> segments) {
        if (path.size() != segments.size()) {
            return false;
        }
        for (int i = 0; i < path.size(); i++) {
            if (!path.get(i).equals(ANY) && !path.get(i).equals(segments.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Configuration lists variables as names, too, with a dot wherever there was something else. */
    private static boolean isVariable(String name, Set<String> variables) {
        return variables.contains(variable(name));
    }

    private boolean isKnown(String variable, String client) {
        return paths.stream().anyMatch(path -> Pattern.matches(pattern(path, own(client)), variable));
    }

    /** Groups are the user's own names. */
    private static String pattern(List<String> path, String client) {
        return START + client + "_"
                + String.join(
                        "_",
                        path.subList(2, path.size()).stream()
                                .map(segment -> segment.equals(ANY)
                                        ? "(.+)"
                                        : variable(segment).replace("___", "_\\d+_"))
                                .toList());
    }

    /** A name may have been quoted. */
    private static String own(String client) {
        return "(?:" + variable(client) + "|_" + variable(client) + "_)";
    }

    private static String variable(String name) {
        return NO_LETTER.matcher(name.toUpperCase(Locale.ROOT)).replaceAll("_");
    }

    /** The known key that takes the fewest changes, with the user's own names in it; nothing that takes too many. */
    private Optional<String> near(List<String> segments) {
        String meant = plain(segments);
        return paths.stream()
                .map(path -> filled(path, segments))
                .min(Comparator.<String>comparingInt(key -> EditDistance.between(plain(segments(key)), meant))
                        .thenComparing(key -> key))
                .filter(key -> EditDistance.between(plain(segments(key)), meant) <= Math.max(2, meant.length() / 3));
    }

    /** What follows the client's name; hyphens as variables have them. */
    private static String plain(List<String> segments) {
        return String.join(".", segments.subList(2, segments.size())).replace('-', '.');
    }

    private static String filled(List<String> path, List<String> segments) {
        StringBuilder key = new StringBuilder(ROOT);
        for (int i = 1; i < path.size(); i++) {
            boolean own = path.get(i).equals(ANY);
            String segment = own && i < segments.size() ? segments.get(i) : path.get(i);
            key.append('.').append(own && i < segments.size() ? "\"" + segment + "\"" : segment);
        }
        return key.toString();
    }

    private static List<String> segments(String name) {
        List<String> segments = new ArrayList<>();
        for (NameIterator at = new NameIterator(name); at.hasNext(); at.next()) {
            segments.add(INDEX.matcher(at.getNextSegment()).replaceFirst("[*]"));
        }
        return segments;
    }
}
