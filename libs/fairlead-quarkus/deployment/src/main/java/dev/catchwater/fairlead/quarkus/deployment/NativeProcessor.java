package dev.catchwater.fairlead.quarkus.deployment;

import dev.catchwater.fairlead.Secret;
import dev.catchwater.fairlead.quarkus.config.Truth;
import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.nativeimage.NativeImageResourceBuildItem;
import io.quarkus.deployment.builditem.nativeimage.ReflectiveClassBuildItem;
import io.quarkus.deployment.builditem.nativeimage.RuntimeInitializedClassBuildItem;
import java.util.List;

/** What the analysis of a native image does not find by itself. */
final class NativeProcessor {
    /** Caffeine names its caches and their entries by what they can do, and looks them up by that. */
    static final List<String> CACHES =
            List.of("com.github.benmanes.caffeine.cache.SSMW", "com.github.benmanes.caffeine.cache.PSMW");

    /** Otherwise the authorities of the machine that builds the image would be those that are trusted. */
    static final String AUTHORITIES = "dev.catchwater.fairlead.tls.TlsMaterial$Platform";

    /** Where crawler-commons keeps the public suffixes. */
    static final String SUFFIXES = "effective_tld_names.dat";

    /** Named by the decoder, which is only there where the application brings it. */
    static final String BROTLI = "org.brotli.dec.DictionaryData";

    /** What runs in Redis. */
    static final String[] SCRIPTS = {
        "dev/catchwater/fairlead/redis/limits/lease.lua",
        "dev/catchwater/fairlead/redis/flights/board.lua",
        "dev/catchwater/fairlead/redis/flights/hold.lua",
        "dev/catchwater/fairlead/redis/store/groups.lua",
        "dev/catchwater/fairlead/redis/store/mark.lua",
        "dev/catchwater/fairlead/redis/store/put.lua",
        "dev/catchwater/fairlead/redis/store/touch.lua",
        "dev/catchwater/fairlead/redis/tokens/claim.lua",
        "dev/catchwater/fairlead/redis/tokens/hold.lua",
        "dev/catchwater/fairlead/redis/tokens/keep.lua"
    };

    @BuildStep
    void hints(
            Capabilities capabilities,
            BuildProducer<ReflectiveClassBuildItem> reflective,
            BuildProducer<RuntimeInitializedClassBuildItem> atRunTime,
            BuildProducer<NativeImageResourceBuildItem> resources) {
        reflective.produce(ReflectiveClassBuildItem.builder(CACHES)
                .constructors()
                .fields()
                .reason("Fairlead's cache in memory")
                .build());
        reflective.produce(ReflectiveClassBuildItem.builder(Secret.class)
                .methods()
                .reason("smallrye-config converts by its method of(String)")
                .build());
        reflective.produce(ReflectiveClassBuildItem.builder(Truth.class)
                .constructors()
                .reason("smallrye-config makes converters by their class")
                .build());
        reflective.produce(ReflectiveClassBuildItem.builder(BROTLI)
                .constructors()
                .reason("the Brotli decoder looks its dictionary up by name")
                .build());
        atRunTime.produce(new RuntimeInitializedClassBuildItem(AUTHORITIES));
        resources.produce(new NativeImageResourceBuildItem(SUFFIXES));
        if (FairleadProcessor.hasSharing(capabilities)) {
            resources.produce(new NativeImageResourceBuildItem(SCRIPTS));
        }
    }
}
