package dev.catchwater.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.e2e.stack.Catchwater;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts installation and browser once, hands them to tests, and judges each test's pages after it. */
final class CatchwaterExtension implements ExecutionCondition, ParameterResolver, AfterEachCallback {

    private static final Namespace NAMESPACE = Namespace.create(CatchwaterExtension.class);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return SystemBrowser.judge(SystemBrowser.find(), System.getenv("CI"));
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type.equals(Catchwater.class) || type.equals(Tabs.class);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        ExtensionContext.Store all = context.getRoot().getStore(NAMESPACE);
        if (parameter.getParameter().getType().equals(Catchwater.class)) {
            return all.computeIfAbsent(Start.class, type -> Start.attempt(), Start.class)
                    .catchwater();
        }
        Chromium chromium = all.computeIfAbsent(Chromium.class, type -> Chromium.start(), Chromium.class);
        return context.getStore(NAMESPACE)
                .computeIfAbsent(Tabs.class, type -> new Tabs(chromium.browser()), Tabs.class);
    }

    /** The one start: what failed once is not tried again for each test. */
    private record Start(
            @Nullable Catchwater started, @Nullable RuntimeException failure) implements AutoCloseable {

        static Start attempt() {
            // Playwright answers only to the thread that made it.
            Awaitility.pollInSameThread();
            try {
                return new Start(Catchwater.start(), null);
            } catch (RuntimeException e) {
                return new Start(null, e);
            }
        }

        Catchwater catchwater() {
            if (started == null) {
                throw new IllegalStateException("Catchwater did not start, see the first failure", failure);
            }
            return started;
        }

        @Override
        public void close() {
            if (started != null) {
                started.close();
            }
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Tabs tabs = context.getStore(NAMESPACE).get(Tabs.class, Tabs.class);
        if (tabs != null) {
            assertThat(tabs.complaints()).as("complaints of the pages").isEmpty();
        }
    }
}
