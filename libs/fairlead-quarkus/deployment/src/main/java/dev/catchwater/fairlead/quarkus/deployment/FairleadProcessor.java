package dev.catchwater.fairlead.quarkus.deployment;

import dev.catchwater.fairlead.client.HttpClient;
import dev.catchwater.fairlead.quarkus.Client;
import dev.catchwater.fairlead.quarkus.SettingsCustomizer;
import dev.catchwater.fairlead.quarkus.config.BuildSurroundings;
import dev.catchwater.fairlead.quarkus.runtime.Clients;
import dev.catchwater.fairlead.quarkus.runtime.FairleadRecorder;
import dev.catchwater.fairlead.quarkus.runtime.KnownAtBuild;
import dev.catchwater.fairlead.quarkus.runtime.OwnKeyCheck;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.arc.deployment.BeanDiscoveryFinishedBuildItem;
import io.quarkus.arc.deployment.SyntheticBeanBuildItem;
import io.quarkus.arc.deployment.UnremovableBeanBuildItem;
import io.quarkus.bootstrap.classloading.QuarkusClassLoader;
import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.Capability;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.builditem.FeatureBuildItem;
import io.quarkus.deployment.builditem.RunTimeConfigBuilderBuildItem;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.inject.Default;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.ClassType;

/** One bean for each client that is injected or configured, and an end to a build that injects what nobody configures. */
final class FairleadProcessor {
    private static final String RUNTIME = "dev.catchwater.fairlead.quarkus.runtime.";
    private static final String CREDENTIALS = "io.quarkus.credentials.CredentialsProvider";
    private static final String REDIS_LINK = "dev.catchwater.fairlead.redis.RedisLink";
    private static final String TLS_REGISTRY = "io.quarkus.tls.TlsConfigurationRegistry";

    @BuildStep
    FeatureBuildItem feature() {
        return new FeatureBuildItem("fairlead");
    }

    @BuildStep
    RunTimeConfigBuilderBuildItem keys() {
        return new RunTimeConfigBuilderBuildItem(OwnKeyCheck.class);
    }

    @BuildStep
    void beans(
            Capabilities capabilities,
            BuildProducer<AdditionalBeanBuildItem> beans,
            BuildProducer<UnremovableBeanBuildItem> kept) {
        AdditionalBeanBuildItem.Builder ours =
                AdditionalBeanBuildItem.builder().setUnremovable().addBeanClass(RUNTIME + "Clients");
        ours.addBeanClass(RUNTIME + "Outside");
        if (hasTlsRegistry()) {
            ours.addBeanClass(RUNTIME + "QuarkusTls");
        }
        if (QuarkusClassLoader.isClassPresentAtRuntime(CREDENTIALS)) {
            ours.addBeanClass(RUNTIME + "QuarkusCredentials");
        }
        if (hasSharing(capabilities)) {
            ours.addBeanClass(RUNTIME + "QuarkusRedis");
        }
        beans.produce(ours.build());
        beans.produce(new AdditionalBeanBuildItem(Client.class));
        kept.produce(UnremovableBeanBuildItem.beanTypes(SettingsCustomizer.class));
    }

    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    void clients(
            FairleadRecorder recorder,
            Capabilities capabilities,
            BeanDiscoveryFinishedBuildItem discovery,
            BuildProducer<SyntheticBeanBuildItem> beans) {
        KnownConfig known = new KnownConfig(ConfigProvider.getConfig());
        known.check(new BuildSurroundings(hasSharing(capabilities)));
        checkRegistry(known);
        List<ClientPoint> points = discovery.getInjectionPoints().stream()
                .flatMap(point -> ClientPoint.of(point).stream())
                .toList();
        SortedSet<String> names = new TreeSet<>(known.clients());
        names.add(Client.DEFAULT);
        checkNames(points, names);
        Set<String> injected = points.stream().map(ClientPoint::client).collect(Collectors.toCollection(TreeSet::new));
        names.forEach(name -> beans.produce(client(name, recorder)));
        beans.produce(SyntheticBeanBuildItem.configure(KnownAtBuild.class)
                .scope(Singleton.class)
                .runtimeValue(recorder.known(injected, known.lasting(), KnownConfig.KEYS))
                .setRuntimeInit()
                .unremovable()
                .done());
    }

    /** Gives way to what the application produces itself. */
    private static SyntheticBeanBuildItem client(String name, FairleadRecorder recorder) {
        SyntheticBeanBuildItem.ExtendedBeanConfigurator bean = SyntheticBeanBuildItem.configure(HttpClient.class)
                .scope(Singleton.class)
                .identifier(name)
                .defaultBean()
                .addQualifier(AnnotationInstance.create(
                        ClientPoint.CLIENT, null, List.of(AnnotationValue.createStringValue("value", name))))
                .addInjectionPoint(ClassType.create(Clients.class))
                .createWith(recorder.client(name))
                .setRuntimeInit();
        if (name.equals(Client.DEFAULT)) {
            bean.addQualifier(Default.class);
        }
        return bean.done();
    }

    private static void checkNames(List<ClientPoint> points, SortedSet<String> names) {
        for (ClientPoint point : points) {
            if (!names.contains(point.client())) {
                String key = "fairlead.\"" + point.client() + "\"";
                throw new ConfigurationException(
                        point.place() + " injects the client " + point.client() + ", but nothing configures it: add "
                                + key + ".timeout or any other key of it, or name one of " + String.join(", ", names)
                                + ".",
                        Set.of(key));
            }
        }
    }

    private static void checkRegistry(KnownConfig known) {
        for (String client : known.clients()) {
            if (known.value(client, "tls.configuration-name").isPresent() && !hasTlsRegistry()) {
                String key = "fairlead.\"" + client + "\".tls.configuration-name";
                throw new ConfigurationException(
                        key + " needs the extension quarkus-tls-registry, which the application does not have",
                        Set.of(key));
            }
        }
    }

    /** By both the library that shares and the connections that it shares by. */
    static boolean hasSharing(Capabilities capabilities) {
        return capabilities.isPresent(Capability.REDIS_CLIENT)
                && QuarkusClassLoader.isClassPresentAtRuntime(REDIS_LINK);
    }

    private static boolean hasTlsRegistry() {
        return QuarkusClassLoader.isClassPresentAtRuntime(TLS_REGISTRY);
    }
}
