package dev.catchwater.e2e.browser;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Tests with a browser over a running installation, started once for all classes. A test takes {@link Tabs} and
 * {@link dev.catchwater.e2e.stack.Catchwater} as parameters, and fails if one of its pages complained.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(CatchwaterExtension.class)
public @interface OverCatchwater {}
