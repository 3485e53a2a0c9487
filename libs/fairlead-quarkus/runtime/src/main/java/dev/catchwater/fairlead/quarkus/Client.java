package dev.catchwater.fairlead.quarkus;

import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.inject.Qualifier;
import java.io.Serial;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Which client is injected: that whose knobs are {@code fairlead."name".*}. A name that nothing configures fails the
 * build, but for {@value #DEFAULT}, which is what an injection point without this annotation gets, too.
 */
@Qualifier
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD, ElementType.TYPE})
public @interface Client {
    /** The client that is there without configuration. */
    String DEFAULT = "default";

    /** The name. */
    String value() default DEFAULT;

    /**
     * For look-ups by a name that is known at run time only, in an injected {@code @Any Instance<HttpClient>}; of clients
     * that the build saw configured.
     */
    final class Literal extends AnnotationLiteral<Client> implements Client {
        @Serial
        private static final long serialVersionUID = 1L;

        private final String value;

        private Literal(String value) {
            this.value = value;
        }

        public static Literal of(String name) {
            return new Literal(name);
        }

        @Override
        public String value() {
            return value;
        }
    }
}
