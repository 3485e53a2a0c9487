package dev.catchwater.helm;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentSpec;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The pod: its ports, probes, rights, environment and end. */
class WorkloadTest {

    @ParameterizedTest
    @CsvSource({
        "aggregator, 8081, 9081",
        "prices, 8082, 9082",
        "weather, 8083, 9083",
        "trading, 8084, 9084",
        "edge, 8185, 9085"
    })
    void portsAreThoseOfTheHouse(String chart, int http, int management) {
        var manifest = Charts.render(chart, "least");
        var container = container(manifest);

        assertThat(port(container, "http")).isEqualTo(http);
        assertThat(port(container, "management")).isEqualTo(management);
        assertThat(value(container, "QUARKUS_HTTP_PORT")).isEqualTo(String.valueOf(http));
        assertThat(value(container, "QUARKUS_MANAGEMENT_PORT")).isEqualTo(String.valueOf(management));
        assertThat(manifest.service(chart).getSpec().getPorts()).singleElement().satisfies(port -> {
            assertThat(port.getPort()).isEqualTo(80);
            assertThat(port.getTargetPort().getStrVal()).isEqualTo("http");
        });
        assertThat(manifest.service(chart + "-management").getSpec().getPorts())
                .singleElement()
                .satisfies(port -> assertThat(port.getTargetPort().getStrVal()).isEqualTo("management"));
    }

    @Test
    void theEdgesDataPlaneHasAPortAndAServiceOfItsOwn() {
        var manifest = Charts.render("edge", "least");

        assertThat(port(container(manifest), "data")).isEqualTo(8085);
        assertThat(manifest.service("edge-data")
                        .getSpec()
                        .getPorts()
                        .getFirst()
                        .getTargetPort()
                        .getStrVal())
                .isEqualTo("data");
    }

    @ParameterizedTest
    @MethodSource("dev.catchwater.helm.Charts#services")
    void probesAskTheManagementPort(String chart) {
        var container = container(Charts.render(chart, "least"));

        assertProbe(container.getStartupProbe(), "/q/health/started");
        assertProbe(container.getLivenessProbe(), "/q/health/live");
        assertProbe(container.getReadinessProbe(), "/q/health/ready");
    }

    @ParameterizedTest
    @MethodSource("dev.catchwater.helm.Charts#services")
    void thePodHasNoMoreRightsThanItNeeds(String chart) {
        var pod = workload(Charts.render(chart, "least")).getTemplate().getSpec();
        var rights = pod.getContainers().getFirst().getSecurityContext();

        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod.getSecurityContext().getRunAsUser()).isPositive();
        assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
        assertThat(pod.getAutomountServiceAccountToken()).isFalse();
        assertThat(pod.getEnableServiceLinks()).isFalse();
        assertThat(rights.getReadOnlyRootFilesystem()).isTrue();
        assertThat(rights.getAllowPrivilegeEscalation()).isFalse();
        assertThat(rights.getCapabilities().getDrop()).containsExactly("ALL");
        assertThat(pod.getContainers().getFirst().getResources().getLimits()).containsKey("memory");
    }

    @Test
    void whatIsWrittenLiesOnAVolume() {
        var container = container(Charts.render("trading", "least"));

        assertThat(container.getVolumeMounts())
                .filteredOn(mount -> !Boolean.TRUE.equals(mount.getReadOnly()))
                .extracting(mount -> mount.getMountPath())
                .containsExactlyInAnyOrder("/tmp", "/var/lib/catchwater");
        assertThat(value(container, "CATCHWATER_WEB_ADMIN_KEY_FILE")).startsWith("/var/lib/catchwater/");
        assertThat(value(container, "CATCHWATER_WEB_KEY_FILE")).startsWith("/var/lib/catchwater/");
    }

    @Test
    void secretsComeByReferenceOnly() {
        var container = container(Charts.render("aggregator", "everything"));

        assertSecret(container, "QUARKUS_DATASOURCE_USERNAME", "the-database", "user");
        assertSecret(container, "QUARKUS_DATASOURCE_PASSWORD", "the-database", "pass");
        assertSecret(container, "QUARKUS_REDIS_HOSTS", "the-redis", "uri");
        assertSecret(container, "CATCHWATER_WEB_CURSOR_KEY", "the-keys", "cursor");
        assertSecret(container, "CATCHWATER_EXAMPLE_TOKEN", "the-tokens", "example");
        assertThat(value(container, "QUARKUS_DATASOURCE_JDBC_URL"))
                .isEqualTo("jdbc:postgresql://postgres.data.svc:6432/shared");
        assertThat(value(container, "QUARKUS_DATASOURCE_REACTIVE_URL"))
                .isEqualTo("postgresql://postgres.data.svc:6432/shared");
    }

    @Test
    void theEdgesRoutesAreAFileThatCanChangeUnderARunningPod() {
        var manifest = Charts.render("edge", "everything");
        var routes = manifest.all(ConfigMap.class)
                .filter(map -> map.getMetadata().getName().endsWith("-routes"))
                .findFirst()
                .orElseThrow();

        assertThat(routes.getData().get("routes.yaml"))
                .startsWith("origins:\n  shop: http://shop.shop.svc:8080\nroutes:\n");
        assertThat(value(container(manifest), "CATCHWATER_EDGE_ROUTES_FILE"))
                .isEqualTo("/deployments/routes/routes.yaml");
        assertThat(container(manifest).getVolumeMounts())
                .filteredOn(mount -> mount.getName().equals("routes"))
                .singleElement()
                .satisfies(mount -> {
                    assertThat(mount.getMountPath()).isEqualTo("/deployments/routes");
                    assertThat(mount.getSubPath()).isNull();
                });
        assertThat(value(container(manifest), "CATCHWATER_EDGE_PLANE_HOST")).isEqualTo("0.0.0.0");
        assertThat(value(container(manifest), "CATCHWATER_EDGE_PLANE_PORT")).isEqualTo("8085");
    }

    @Test
    void theEdgeKeepsItsPurgesAndItsStoreWhereItMayWrite() {
        var container = container(Charts.render("edge", "least"));

        assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
        assertThat(value(container, "CATCHWATER_EDGE_STORE_PURGE_LOG")).startsWith("/var/lib/catchwater/");
        assertThat(value(container, "CATCHWATER_EDGE_STORE_FOLDER")).startsWith("/var/lib/catchwater/");
    }

    @Test
    void theEdgesOriginsAreTheShorthand() {
        var manifest = Charts.render(
                "edge",
                "least",
                template -> template.set("routes.origins[0]", "http://a.example:8080")
                        .set("routes.origins[1]", "http://b.example"));

        assertThat(value(container(manifest), "CATCHWATER_EDGE_ROUTES_DEFAULT_ORIGINS"))
                .isEqualTo("http://a.example:8080,http://b.example");
        assertThat(manifest.only(ConfigMap.class).getMetadata().getName()).doesNotContain("routes");
    }

    @Test
    void theEdgeNeedsNeitherPostgresNorRedis() {
        assertThat(container(Charts.render("edge", "least")).getEnv())
                .extracting(EnvVar::getName)
                .noneMatch(name -> name.contains("DATASOURCE") || name.contains("REDIS"));
    }

    @Test
    void configurationIsAFileAndANewOneIsANewPod() {
        var manifest = Charts.render("weather", "everything");
        var changed = Charts.render("weather", "everything", set("configuration.a\\.b", "c"));

        assertThat(manifest.only(ConfigMap.class)
                        .getData()
                        .get("application.properties")
                        .lines())
                .contains("catchwater.web.session-ttl=1h", "quarkus.log.level=DEBUG");
        assertThat(changed.only(ConfigMap.class).getData().get("application.properties"))
                .contains("a.b=c");
        assertThat(checksum(changed)).isNotEqualTo(checksum(manifest));
    }

    @Test
    void theServiceAnswersUnderItsClusterNamesAndThePublicOnes() {
        assertThat(value(container(Charts.render("prices", "everything")), "CATCHWATER_WEB_HOSTS"))
                .isEqualTo("prices,prices.water,prices.water.svc,prices.water.svc.cluster.local,prices.example.org");
    }

    @Test
    void aPodLeavesTheEndpointsBeforeItDrainsAndHasTimeForBoth() {
        var pod = workload(Charts.render("aggregator", "least")).getTemplate().getSpec();

        assertThat(pod.getContainers()
                        .getFirst()
                        .getLifecycle()
                        .getPreStop()
                        .getSleep()
                        .getSeconds())
                .isEqualTo(5);
        assertThat(value(pod.getContainers().getFirst(), "QUARKUS_SHUTDOWN_TIMEOUT"))
                .isEqualTo("30s");
        assertThat(pod.getTerminationGracePeriodSeconds()).isEqualTo(45);
    }

    @Test
    void whereThereMayBeOnePodTheOldOneGoesFirst() {
        assertThat(workload(Charts.render("trading", "least")).getStrategy().getType())
                .isEqualTo("Recreate");
        assertThat(workload(Charts.render("aggregator", "least")).getStrategy().getType())
                .isEqualTo("RollingUpdate");
        assertThat(workload(Charts.render("aggregator", "least")).getReplicas()).isEqualTo(1);
        assertThat(workload(Charts.render("aggregator", "everything")).getReplicas())
                .isNull();
    }

    private static UnaryOperator<com.marcnuri.helm.TemplateCommand> set(String key, String value) {
        return template -> template.set(key, value);
    }

    private static DeploymentSpec workload(Manifest manifest) {
        return manifest.only(Deployment.class).getSpec();
    }

    private static Container container(Manifest manifest) {
        return workload(manifest).getTemplate().getSpec().getContainers().getFirst();
    }

    private static int port(Container container, String name) {
        return container.getPorts().stream()
                .filter(port -> port.getName().equals(name))
                .findFirst()
                .orElseThrow()
                .getContainerPort();
    }

    private static void assertProbe(Probe probe, String path) {
        assertThat(probe.getHttpGet().getPath()).isEqualTo(path);
        assertThat(probe.getHttpGet().getPort().getStrVal()).isEqualTo("management");
        assertThat(probe.getFailureThreshold()).isPositive();
    }

    private static EnvVar environment(Container container, String name) {
        return container.getEnv().stream()
                .filter(variable -> variable.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no variable " + name));
    }

    private static String value(Container container, String name) {
        return environment(container, name).getValue();
    }

    private static void assertSecret(Container container, String name, String secret, String key) {
        var variable = environment(container, name);
        assertThat(variable.getValue()).isNull();
        assertThat(variable.getValueFrom().getSecretKeyRef().getName()).isEqualTo(secret);
        assertThat(variable.getValueFrom().getSecretKeyRef().getKey()).isEqualTo(key);
    }

    private static String checksum(Manifest manifest) {
        return workload(manifest).getTemplate().getMetadata().getAnnotations().get("checksum/configuration");
    }
}
