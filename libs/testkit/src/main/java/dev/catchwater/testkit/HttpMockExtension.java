package dev.catchwater.testkit;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;

/** Gives tests the upstreams that {@link HttpMock} asks for, verifies and closes them. */
public final class HttpMockExtension
        implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback, ParameterResolver {
    private static final ExtensionContext.Namespace OURS = ExtensionContext.Namespace.create(HttpMockExtension.class);

    /** The upstreams of one scope. */
    private static final class Started {
        private final List<Upstream> upstreams = new CopyOnWriteArrayList<>();
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IllegalAccessException {
        for (Field field : fields(context.getRequiredTestClass(), true)) {
            field.set(null, start(field.getAnnotation(HttpMock.class), context));
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IllegalAccessException {
        for (Object instance : context.getRequiredTestInstances().getAllInstances()) {
            for (Field field : fields(instance.getClass(), false)) {
                field.set(instance, start(field.getAnnotation(HttpMock.class), context));
            }
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        finish(started(context), true);
        for (var outer = context.getParent();
                outer.isPresent();
                outer = outer.get().getParent()) {
            finish(started(outer.get()), false);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        finish(started(context), true);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.isAnnotated(HttpMock.class) && parameter.getParameter().getType() == Upstream.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return start(parameter.findAnnotation(HttpMock.class).orElseThrow(), context);
    }

    private static List<Field> fields(Class<?> type, boolean isStatic) {
        List<Field> fields = AnnotationSupport.findAnnotatedFields(
                type,
                HttpMock.class,
                f -> Modifier.isStatic(f.getModifiers()) == isStatic,
                HierarchyTraversalMode.TOP_DOWN);
        for (Field field : fields) {
            if (field.getType() != Upstream.class || Modifier.isFinal(field.getModifiers())) {
                throw new ExtensionConfigurationException(
                        "@HttpMock wants a non-final field of type Upstream: " + field);
            }
            field.setAccessible(true);
        }
        return fields;
    }

    private static Upstream start(HttpMock wish, ExtensionContext context) {
        Setup setup = wish.tls() ? Setup.tls() : Setup.plain();
        var upstream = Upstream.start(wish.alpn().length == 0 ? setup : setup.alpn(wish.alpn()));
        started(context).upstreams.add(upstream);
        return upstream;
    }

    private static Started started(ExtensionContext context) {
        return context.getStore(OURS).computeIfAbsent(context.getUniqueId(), id -> new Started(), Started.class);
    }

    /** Stops all first, so that one complaint does not leave another upstream running. */
    private static void finish(Started started, boolean stop) {
        if (stop) {
            started.upstreams.forEach(Upstream::stop);
        }
        for (Upstream upstream : started.upstreams) {
            String complaints = String.join("\n", upstream.takeComplaints());
            if (!complaints.isEmpty()) {
                throw new AssertionError(
                        "Requests to the upstream on port " + upstream.port() + " went wrong:\n" + complaints);
            }
        }
    }
}
