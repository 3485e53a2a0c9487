package dev.catchwater.helm;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Quarkus generates from a service's configuration, and what its chart says, name the same things. */
@Tag("proof")
class AgreementTest {

    @ParameterizedTest
    @MethodSource("dev.catchwater.helm.Charts#services")
    void chartAndServiceAgree(String name) {
        var generated = generated(name);
        var chart = Charts.render(name, "least", template -> template.set("monitor.enabled", true));

        assertThat(chart.only(Deployment.class).getMetadata().getName())
                .as("Deployment of %s", name)
                .isEqualTo(generated.only(Deployment.class).getMetadata().getName());
        assertThat(container(chart).getName()).isEqualTo(container(generated).getName());
        assertThat(nameLabel(chart)).isEqualTo(nameLabel(generated));
        assertThat(ports(container(chart))).as("ports of %s", name).containsAllEntriesOf(ports(container(generated)));
        assertServices(name, chart, generated);
        assertProbes(name, chart, generated);
        assertThat(metrics(chart)).as("metrics of %s", name).isEqualTo(metrics(generated));
    }

    /** Each generated Service has a namesake with the same ports, leading to the same ports of the container. */
    private static void assertServices(String name, Manifest chart, Manifest generated) {
        assertThat(generated.all(Service.class)).as("Services of %s", name).isNotEmpty();
        generated.all(Service.class).forEach(service -> {
            var ours = chart.service(service.getMetadata().getName()).getSpec().getPorts().stream()
                    .collect(Collectors.toMap(ServicePort::getName, port -> target(port, container(chart))));
            var theirs = service.getSpec().getPorts().stream()
                    .collect(Collectors.toMap(ServicePort::getName, port -> target(port, container(generated))));
            assertThat(ours).as("Service %s", name).containsAllEntriesOf(theirs);
        });
    }

    private static void assertProbes(String name, Manifest chart, Manifest generated) {
        var ours = container(chart);
        var theirs = container(generated);
        assertThat(probe(ours, ours.getStartupProbe()))
                .as("start of %s", name)
                .isEqualTo(probe(theirs, theirs.getStartupProbe()));
        assertThat(probe(ours, ours.getLivenessProbe()))
                .as("life of %s", name)
                .isEqualTo(probe(theirs, theirs.getLivenessProbe()));
        assertThat(probe(ours, ours.getReadinessProbe()))
                .as("readiness of %s", name)
                .isEqualTo(probe(theirs, theirs.getReadinessProbe()));
    }

    private static Manifest generated(String name) {
        var file = Charts.MODULE
                .resolve("../../services/" + name + "/target/kubernetes/kubernetes.yml")
                .normalize();
        if (!Files.exists(file)) {
            throw new AssertionError("nothing to compare the chart " + name + " with: " + file
                    + " is missing; build the service first (./mvnw package -pl services/" + name + " -am)");
        }
        try {
            return Manifest.parse(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Container container(Manifest manifest) {
        return manifest.only(Deployment.class)
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .getFirst();
    }

    private static String nameLabel(Manifest manifest) {
        return manifest.only(Deployment.class)
                .getSpec()
                .getSelector()
                .getMatchLabels()
                .get("app.kubernetes.io/name");
    }

    private static Map<String, Integer> ports(Container container) {
        return container.getPorts().stream()
                .collect(Collectors.toMap(ContainerPort::getName, ContainerPort::getContainerPort));
    }

    private static String target(ServicePort port, Container container) {
        return port.getPort() + " to " + number(port.getTargetPort(), container);
    }

    private static String probe(Container container, Probe probe) {
        var get = probe.getHttpGet();
        return number(get.getPort(), container) + get.getPath();
    }

    private static String metrics(Manifest manifest) {
        return manifest.only(ServiceMonitor.class)
                .getSpec()
                .getEndpoints()
                .getFirst()
                .getPath();
    }

    private static Integer number(IntOrString port, Container container) {
        return port.getStrVal() == null ? port.getIntVal() : ports(container).get(port.getStrVal());
    }
}
