package dev.catchwater.helm;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What stands around the pods: policy, scaling, disruption, monitoring, account, volume. */
class SurroundingsTest {

    @ParameterizedTest
    @MethodSource("dev.catchwater.helm.Charts#services")
    void everySelectorFindsThePods(String chart) {
        var manifest = Charts.render(chart, "everything");
        var pod = manifest.only(Deployment.class)
                .getSpec()
                .getTemplate()
                .getMetadata()
                .getLabels();
        var management = manifest.service(chart + "-management").getMetadata().getLabels();

        assertThat(pod).containsAllEntriesOf(manifest.service(chart).getSpec().getSelector());
        assertThat(pod)
                .containsAllEntriesOf(
                        manifest.only(Deployment.class).getSpec().getSelector().getMatchLabels());
        assertThat(pod)
                .containsAllEntriesOf(manifest.only(PodDisruptionBudget.class)
                        .getSpec()
                        .getSelector()
                        .getMatchLabels());
        assertThat(pod)
                .containsAllEntriesOf(manifest.only(NetworkPolicy.class)
                        .getSpec()
                        .getPodSelector()
                        .getMatchLabels());
        assertThat(management)
                .containsAllEntriesOf(manifest.only(ServiceMonitor.class)
                        .getSpec()
                        .getSelector()
                        .getMatchLabels());
        assertThat(manifest.service(chart).getMetadata().getLabels())
                .doesNotContainEntry("catchwater.dev/port", "management");
    }

    @Test
    void metricsAreReadFromTheManagementService() {
        var monitor = Charts.render("weather", "everything").only(ServiceMonitor.class);

        assertThat(monitor.getSpec().getEndpoints()).singleElement().satisfies(endpoint -> {
            assertThat(endpoint.getPort()).isEqualTo("management");
            assertThat(endpoint.getPath()).isEqualTo("/q/metrics");
            assertThat(endpoint.getInterval()).isEqualTo("15s");
        });
    }

    @Test
    void theAutoscalerOwnsTheReplicas() {
        var scaler = Charts.render("aggregator", "everything")
                .only(HorizontalPodAutoscaler.class)
                .getSpec();

        assertThat(scaler.getScaleTargetRef().getName()).isEqualTo("aggregator");
        assertThat(scaler.getMinReplicas()).isEqualTo(3);
        assertThat(scaler.getMaxReplicas()).isEqualTo(9);
        assertThat(scaler.getMetrics().getFirst().getResource().getTarget().getAverageUtilization())
                .isEqualTo(60);
    }

    @Test
    void aSinglePodDoesNotHoldUpADrain() {
        var budget = Charts.render("trading", "least")
                .only(PodDisruptionBudget.class)
                .getSpec();

        assertThat(budget.getMaxUnavailable().getIntVal()).isEqualTo(1);
        assertThat(budget.getMinAvailable()).isNull();
    }

    @Test
    void managementIsReachedFromTheOwnNamespaceUnlessSaidOtherwise() {
        var ingress = Charts.render("weather", "least")
                .only(NetworkPolicy.class)
                .getSpec()
                .getIngress();

        assertThat(ingress.get(0).getPorts())
                .extracting(port -> port.getPort().getStrVal())
                .containsExactly("http");
        assertThat(ingress.get(0).getFrom()).isEmpty();
        assertThat(ingress.get(1).getPorts())
                .extracting(port -> port.getPort().getStrVal())
                .containsExactly("management");
        assertThat(ingress.get(1).getFrom()).singleElement().satisfies(peer -> {
            assertThat(peer.getPodSelector()).isNotNull();
            assertThat(peer.getNamespaceSelector()).isNull();
        });
    }

    @Test
    void namedPeersAloneComeIn() {
        var ingress = Charts.render("edge", "everything")
                .only(NetworkPolicy.class)
                .getSpec()
                .getIngress();

        assertThat(ingress.get(0).getPorts())
                .extracting(port -> port.getPort().getStrVal())
                .containsExactly("data", "http");
        assertThat(ingress)
                .allSatisfy(rule -> assertThat(rule.getFrom())
                        .singleElement()
                        .satisfies(
                                peer -> assertThat(peer.getNamespaceSelector()).isNotNull()));
    }

    @ParameterizedTest
    @CsvSource({"aggregator, 6432, 6380", "prices, 6432, 0", "edge, 0, 0"})
    void outgoingCallsReachTheStoresAndThePublicInternet(String chart, int postgres, int redis) {
        var egress = Charts.render(chart, "everything")
                .only(NetworkPolicy.class)
                .getSpec()
                .getEgress();

        assertThat(egress.stream().anyMatch(rule -> ports(rule).contains(6432))).isEqualTo(postgres > 0);
        assertThat(egress.stream().anyMatch(rule -> ports(rule).contains(6380))).isEqualTo(redis > 0);
        assertThat(egress)
                .filteredOn(rule -> ports(rule).contains(8443))
                .singleElement()
                .satisfies(rule -> {
                    assertThat(ports(rule)).containsExactly(443, 8443);
                    assertThat(rule.getTo().getFirst().getIpBlock().getExcept())
                            .contains(
                                    "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "100.64.0.0/10");
                });
        assertThat(egress).filteredOn(rule -> ports(rule).equals(List.of(8080))).hasSize(1);
    }

    @Test
    void theAccountHasNoToken() {
        var manifest = Charts.render("prices", "everything");

        assertThat(manifest.only(ServiceAccount.class).getMetadata().getName()).isEqualTo("runner");
        assertThat(manifest.only(ServiceAccount.class).getAutomountServiceAccountToken())
                .isFalse();
        assertThat(manifest.only(Deployment.class)
                        .getSpec()
                        .getTemplate()
                        .getSpec()
                        .getServiceAccountName())
                .isEqualTo("runner");
    }

    @Test
    void aPersistentServiceHasAVolume() {
        var manifest = Charts.render("edge", "everything");
        var claim = manifest.only(PersistentVolumeClaim.class);

        assertThat(claim.getSpec().getStorageClassName()).isEqualTo("fast");
        assertThat(manifest.only(Deployment.class)
                        .getSpec()
                        .getTemplate()
                        .getSpec()
                        .getVolumes())
                .filteredOn(volume -> volume.getPersistentVolumeClaim() != null)
                .singleElement()
                .satisfies(
                        volume -> assertThat(volume.getPersistentVolumeClaim().getClaimName())
                                .isEqualTo(claim.getMetadata().getName()));
    }

    private static List<Integer> ports(NetworkPolicyEgressRule rule) {
        return rule.getPorts().stream().map(port -> port.getPort().getIntVal()).toList();
    }
}
