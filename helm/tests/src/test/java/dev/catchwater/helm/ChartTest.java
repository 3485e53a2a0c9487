package dev.catchwater.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each chart lints, renders from the least values to all of them, and says what a cluster understands. */
class ChartTest {

    @ParameterizedTest
    @MethodSource("dev.catchwater.helm.Charts#services")
    void everyChartLintsStrictly(String chart) {
        var lint = Charts.helm(chart).lint().strict().call();

        assertThat(lint.isFailed())
                .as(() -> String.join("\n", lint.getMessages()))
                .isFalse();
    }

    @ParameterizedTest
    @MethodSource("dev.catchwater.helm.Charts#services")
    void theLeastValuesRenderAllThatIsOnByDefault(String chart) {
        var manifest = Charts.render(chart, "least");

        assertThat(manifest.kinds())
                .contains(
                        "ConfigMap", "Deployment", "NetworkPolicy", "PodDisruptionBudget", "Service", "ServiceAccount")
                .doesNotContain("HorizontalPodAutoscaler", "ServiceMonitor");
        assertThat(manifest.objects()).extracting(HasMetadata::getMetadata).allSatisfy(metadata -> {
            assertThat(metadata.getName()).startsWith(chart);
            assertThat(metadata.getNamespace()).isEqualTo("water");
            assertThat(metadata.getLabels())
                    .containsEntry("app.kubernetes.io/name", chart)
                    .containsEntry("app.kubernetes.io/instance", chart)
                    .containsEntry("app.kubernetes.io/part-of", "catchwater");
        });
    }

    @ParameterizedTest
    @CsvSource({"aggregator, true", "prices, true", "weather, false", "trading, false", "edge, false"})
    void everyOptionOnRenders(String chart, boolean scales) {
        var manifest = Charts.render(chart, "everything");

        assertThat(manifest.only(ServiceMonitor.class).getMetadata().getLabels())
                .containsEntry("release", "prometheus");
        assertThat(manifest.all(HorizontalPodAutoscaler.class).count()).isEqualTo(scales ? 1 : 0);
        assertThat(manifest.all(PersistentVolumeClaim.class).count()).isEqualTo(scales ? 0 : 1);
        var pod = manifest.only(Deployment.class).getSpec().getTemplate();
        assertThat(pod.getMetadata().getLabels()).containsEntry("example.org/team", "water");
        assertThat(pod.getSpec().getTolerations()).hasSize(1);
        assertThat(pod.getSpec().getContainers().getFirst().getImage())
                .isEqualTo("registry.example/catchwater/" + chart
                        + "@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef");
    }

    @Test
    void anotherReleaseNameIsPutBeforeTheChartsOwn() {
        var manifest = Charts.render("weather", "least", template -> template.withName("demo"));

        assertThat(manifest.only(Deployment.class).getMetadata().getName()).isEqualTo("demo-weather");
        assertThat(manifest.service("demo-weather-management").getSpec().getSelector())
                .containsEntry("app.kubernetes.io/instance", "demo");
    }

    @Test
    void theStrictParserRefusesWhatAClusterWouldDrop() {
        var typo = """
                apiVersion: v1
                kind: Service
                metadata: {name: x}
                spec: {tpye: ClusterIP}
                """;

        assertThatThrownBy(() -> Manifest.parse(typo)).hasMessageContaining("tpye");
        assertThatThrownBy(() -> Manifest.parse("apiVersion: v1\nkind: Servise\n"))
                .hasMessageContaining("v1/Servise");
    }

    @Test
    void theUmbrellaRendersAllFiveAndLeavesOutTheUnwanted() {
        var all = Manifest.parse(Charts.template("catchwater").withName("demo").call());
        var some = Manifest.parse(Charts.template("catchwater")
                .withName("demo")
                .set("services.trading", false)
                .set("services.edge", false)
                .call());

        assertThat(all.all(Deployment.class))
                .extracting(deployment -> deployment.getMetadata().getName())
                .containsExactlyInAnyOrder(
                        "demo-aggregator", "demo-prices", "demo-weather", "demo-trading", "demo-edge");
        assertThat(some.all(Deployment.class))
                .extracting(deployment -> deployment.getMetadata().getName())
                .containsExactlyInAnyOrder("demo-aggregator", "demo-prices", "demo-weather");
        assertThat(Charts.helm("catchwater").lint().strict().call().isFailed()).isFalse();
    }
}
