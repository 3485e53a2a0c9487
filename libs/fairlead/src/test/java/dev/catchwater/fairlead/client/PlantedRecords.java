package dev.catchwater.fairlead.client;

import dev.catchwater.fairlead.Answers;
import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.Method;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.RequestBody;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.ResponseBody;
import dev.catchwater.fairlead.Secret;
import dev.catchwater.fairlead.cache.Extent;
import dev.catchwater.fairlead.cache.PrimaryKey;
import dev.catchwater.fairlead.cache.StoredResponse;
import dev.catchwater.fairlead.cookies.CookieJar;
import dev.catchwater.fairlead.credentials.Credentials;
import dev.catchwater.fairlead.tls.Pem;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Every public record of the module, made with a secret wherever its type or its name allows one. */
final class PlantedRecords {
    static final String SECRET = "planted";

    /** Components of text that are secret by their names; other texts are names, reasons and kinds. */
    private static final Set<String> SECRET_TEXTS =
            Set.of("value", "data", "content", "body", "password", "token", "secret", "query", "lastEventId");

    private static final Map<Class<?>, Object> VALUES = Map.ofEntries(
            Map.entry(URI.class, URI.create("https://a.test/path?q=planted")),
            Map.entry(Headers.class, Headers.of("Authorization", SECRET)),
            Map.entry(Buffer.class, Buffer.buffer(SECRET)),
            Map.entry(Secret.class, Secret.of(SECRET)),
            Map.entry(Pem.class, Pem.of(SECRET.getBytes())),
            Map.entry(Request.class, request()),
            Map.entry(Response.class, Answers.of(request(), 200, "Set-Cookie", SECRET)),
            Map.entry(ResponseBody.class, Answers.body(SECRET)),
            Map.entry(RequestBody.class, new RequestBody.Bytes(Buffer.buffer(SECRET))),
            Map.entry(HttpFailure.class, new HttpFailure.BadStatus(500, Headers.of("Set-Cookie", SECRET))),
            Map.entry(Method.class, Method.GET),
            Map.entry(StoredResponse.class, stored()),
            Map.entry(CookieJar.class, jar()),
            Map.entry(InetAddress.class, InetAddress.getLoopbackAddress()),
            Map.entry(Duration.class, Duration.ofSeconds(1)),
            Map.entry(Instant.class, Instant.EPOCH),
            Map.entry(Path.class, Path.of("path")),
            Map.entry(long.class, 2_048L),
            Map.entry(int.class, 2_048),
            Map.entry(Integer.class, 2_048),
            Map.entry(Long.class, 2_048L),
            Map.entry(double.class, 0.5),
            Map.entry(boolean.class, true));

    private static final List<Class<?>> SECRET_TYPES = List.of(
            URI.class,
            Headers.class,
            Buffer.class,
            byte[].class,
            Secret.class,
            Pem.class,
            Request.class,
            Response.class,
            RequestBody.class,
            ResponseBody.class,
            HttpFailure.class,
            CookieJar.class,
            Credentials.class);

    /** What a parser gives to who asked for it: its values are as open as their text was. */
    private static final String PARSED = "dev.catchwater.fairlead.structured.";

    private static final Set<Type> HOLDERS = Set.of(Optional.class, List.class, Set.class, Map.class);

    /** Texts that a record accepts where "x" is none. */
    private static final Map<String, String> FORMS =
            Map.of("path", "/x", "name", "GET", "origin", "https://a.test:443", "user", "user");

    private PlantedRecords() {}

    private static StoredResponse stored() {
        Headers secret = Headers.of("Set-Cookie", SECRET);
        return new StoredResponse(200, secret, secret, Instant.EPOCH, Instant.EPOCH, new Extent.Whole(1), false);
    }

    private static Request request() {
        return Request.post("https://a.test/path?q=planted")
                .withHeader("Cookie", SECRET)
                .withBody("text/plain", Buffer.buffer(SECRET));
    }

    private static CookieJar jar() {
        CookieJar jar = new CookieJar();
        jar.receive(URI.create("https://a.test/"), Optional.empty(), List.of("planted=planted"), Instant.EPOCH);
        return jar;
    }

    static List<Class<?>> all() throws IOException {
        Path classes = Path.of(System.getProperty("basedir", ""))
                .resolve("target/classes")
                .toAbsolutePath();
        try (Stream<Path> files = Files.walk(classes)) {
            return files.filter(file -> file.toString().endsWith(".class"))
                    .map(file -> classes.relativize(file)
                            .toString()
                            .replace('/', '.')
                            .replaceFirst("\\.class$", ""))
                    .filter(name -> !name.endsWith("-info") && !name.startsWith(PARSED))
                    .<Class<?>>map(PlantedRecords::load)
                    .filter(type -> type.isRecord() && isVisible(type) && mayHoldSecrets(type))
                    .toList();
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, PlantedRecords.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    /** Numbers, kinds and reasons are shown as they are; how a caller's own types show themselves is theirs to say. */
    private static boolean mayHoldSecrets(Class<?> record) {
        return Arrays.stream(record.getRecordComponents())
                .anyMatch(component -> mayHoldSecrets(component.getGenericType(), component.getName()));
    }

    private static boolean mayHoldSecrets(Type type, String name) {
        return switch (type) {
            case Class<?> plain ->
                SECRET_TYPES.contains(plain) || (plain == String.class && SECRET_TEXTS.contains(name));
            case ParameterizedType generic ->
                HOLDERS.contains(generic.getRawType())
                        && Arrays.stream(generic.getActualTypeArguments()).anyMatch(of -> mayHoldSecrets(of, name));
            default -> false;
        };
    }

    private static boolean isVisible(Class<?> type) {
        return Modifier.isPublic(type.getModifiers())
                && (type.getEnclosingClass() == null || isVisible(type.getEnclosingClass()));
    }

    static Object make(Class<?> type) {
        if (type == PrimaryKey.class) {
            return PrimaryKey.of(request().uri());
        }
        RecordComponent[] components = type.getRecordComponents();
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new));
            return constructor.newInstance(Arrays.stream(components)
                    .map(component -> value(component.getGenericType(), component.getName()))
                    .toArray());
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("say in PlantedRecords how a " + type.getName() + " is made", e);
        }
    }

    private static Object value(Type type, String name) {
        if (type instanceof ParameterizedType generic) {
            return ofMany((Class<?>) generic.getRawType(), generic.getActualTypeArguments(), name);
        }
        if (!(type instanceof Class<?> plain)) {
            return "x";
        }
        if (plain == String.class) {
            return SECRET_TEXTS.contains(name) ? SECRET : FORMS.getOrDefault(name, "x");
        }
        if (VALUES.containsKey(plain)) {
            return VALUES.get(plain);
        }
        if (plain.isEnum()) {
            return plain.getEnumConstants()[0];
        }
        if (plain.isRecord()) {
            return standard(plain).orElseGet(() -> make(plain));
        }
        return plain.isSealed() ? value(plain.getPermittedSubclasses()[0], name) : anything(plain);
    }

    /** What a policy is by default, which its own checks accept. */
    private static Optional<Object> standard(Class<?> type) {
        return Arrays.stream(type.getFields())
                .filter(field -> field.getType() == type && Modifier.isStatic(field.getModifiers()))
                .findFirst()
                .map(field -> {
                    try {
                        return field.get(null);
                    } catch (IllegalAccessException e) {
                        throw new AssertionError(e);
                    }
                });
    }

    private static Object ofMany(Class<?> raw, Type[] of, String name) {
        if (raw == Optional.class) {
            return Optional.of(value(of[0], name));
        } else if (raw == List.class) {
            return List.of(value(of[0], name));
        } else if (raw == Set.class) {
            return name.equals("protocols") ? Set.of("TLSv1.3") : Set.of(value(of[0], name));
        } else if (raw == Map.class) {
            return name.equals("pins") ? Map.of() : Map.of(value(of[0], "key"), value(of[1], name));
        }
        return anything(raw);
    }

    private static Object anything(Class<?> type) {
        return Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> "an " + type.getSimpleName());
    }
}
