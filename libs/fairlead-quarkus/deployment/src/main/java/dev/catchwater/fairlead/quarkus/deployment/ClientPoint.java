package dev.catchwater.fairlead.quarkus.deployment;

import dev.catchwater.fairlead.client.HttpClient;
import dev.catchwater.fairlead.quarkus.Client;
import io.quarkus.arc.processor.DotNames;
import io.quarkus.arc.processor.InjectionPointInfo;
import java.util.Optional;
import java.util.Set;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.DotName;
import org.jboss.jandex.Type;

/**
 * A place where a client is injected.
 *
 * @param client the client's name
 * @param named whether by {@code @Client}
 * @param place the class and its field or method
 */
record ClientPoint(String client, boolean named, String place) {
    static final DotName CLIENT = DotName.createSimple(Client.class);

    private static final DotName HTTP_CLIENT = DotName.createSimple(HttpClient.class);
    private static final Set<DotName> LOOK_UPS =
            Set.of(DotNames.INSTANCE, DotNames.PROVIDER, DotNames.INJECTABLE_INSTANCE);

    /** Nothing, if something else is injected there, or a client by a qualifier of somebody else's. */
    static Optional<ClientPoint> of(InjectionPointInfo point) {
        if (!type(point.getType()).name().equals(HTTP_CLIENT)) {
            return Optional.empty();
        }
        AnnotationInstance qualifier = point.getRequiredQualifier(CLIENT);
        if (qualifier == null) {
            return point.hasDefaultedQualifier()
                    ? Optional.of(new ClientPoint(Client.DEFAULT, false, point.getTargetInfo()))
                    : Optional.empty();
        }
        AnnotationValue name = qualifier.value();
        return Optional.of(
                new ClientPoint(name == null ? Client.DEFAULT : name.asString(), true, point.getTargetInfo()));
    }

    private static Type type(Type declared) {
        return LOOK_UPS.contains(declared.name()) && declared.kind() == Type.Kind.PARAMETERIZED_TYPE
                ? declared.asParameterizedType().arguments().getFirst()
                : declared;
    }
}
