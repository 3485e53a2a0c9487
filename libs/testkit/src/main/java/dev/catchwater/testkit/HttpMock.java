package dev.catchwater.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Injects a started {@link Upstream}: into a parameter of a test, {@code @BeforeEach} or {@code @AfterEach} method or an
 * instance field a new one per test, into a static field one per class. It is verified after each test and closed with
 * its scope.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER})
@ExtendWith(HttpMockExtension.class)
public @interface HttpMock {
    /** Whether it speaks TLS; its certificate is signed by {@code CertificateAuthority.shared()}. */
    boolean tls() default false;

    /** The protocols it has in TLS, the best first; none means {@code h2} and {@code http/1.1}. */
    String[] alpn() default {};
}
