package dev.catchwater.fairlead.quarkus.deployment;

import dev.catchwater.fairlead.quarkus.runtime.ClientsJsonRpc;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.Capability;
import io.quarkus.deployment.IsDevelopment;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.metrics.MetricsCapabilityBuildItem;
import io.quarkus.devui.spi.JsonRPCProvidersBuildItem;
import io.quarkus.devui.spi.page.CardPageBuildItem;
import io.quarkus.devui.spi.page.Page;
import io.quarkus.runtime.metrics.MetricsFactory;
import io.quarkus.smallrye.health.deployment.spi.HealthBuildItem;
import java.util.Optional;

/** What shows the clients to who watches them; each part only where the application has what it needs. */
final class ObserveProcessor {
    private static final String RUNTIME = "dev.catchwater.fairlead.quarkus.runtime.";

    @BuildStep
    void metrics(
            FairleadBuildConfig config,
            Optional<MetricsCapabilityBuildItem> metrics,
            BuildProducer<AdditionalBeanBuildItem> beans) {
        boolean micrometer = metrics.filter(there -> there.metricsSupported(MetricsFactory.MICROMETER))
                .isPresent();
        if (config.metrics() && micrometer) {
            beans.produce(AdditionalBeanBuildItem.unremovableOf(RUNTIME + "ClientMeters"));
        }
    }

    @BuildStep
    void tracing(FairleadBuildConfig config, Capabilities capabilities, BuildProducer<AdditionalBeanBuildItem> beans) {
        if (config.tracing() && capabilities.isPresent(Capability.OPENTELEMETRY_TRACER)) {
            beans.produce(AdditionalBeanBuildItem.unremovableOf(RUNTIME + "ClientTracing"));
        }
    }

    @BuildStep
    void health(FairleadBuildConfig config, Capabilities capabilities, BuildProducer<HealthBuildItem> checks) {
        if (capabilities.isPresent(Capability.SMALLRYE_HEALTH)) {
            checks.produce(new HealthBuildItem(RUNTIME + "CircuitsCheck", config.health()));
        }
    }

    @BuildStep(onlyIf = IsDevelopment.class)
    void devUi(
            BuildProducer<AdditionalBeanBuildItem> beans,
            BuildProducer<CardPageBuildItem> cards,
            BuildProducer<JsonRPCProvidersBuildItem> providers) {
        beans.produce(AdditionalBeanBuildItem.unremovableOf(RUNTIME + "CacheTallies"));
        CardPageBuildItem card = new CardPageBuildItem();
        card.addPage(Page.webComponentPageBuilder()
                .title("Clients")
                .icon("font-awesome-solid:anchor")
                .componentLink("qwc-fairlead-clients.js"));
        cards.produce(card);
        providers.produce(new JsonRPCProvidersBuildItem(ClientsJsonRpc.class));
    }
}
