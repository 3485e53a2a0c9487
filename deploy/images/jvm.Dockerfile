# One service on the JVM. From the repository's root, after `./mvnw package -pl services/weather -am`:
#   docker build -f deploy/images/jvm.Dockerfile --build-arg SERVICE=weather -t catchwater/weather .
ARG BASE=docker.io/library/eclipse-temurin:25-jre
FROM ${BASE}
ARG SERVICE
# Read by the chart too: config/ is the ConfigMap, /tmp and /var/lib/catchwater are volumes, the rest is read-only.
WORKDIR /deployments
# Libraries change more rarely than the application, so they are a layer of their own.
COPY services/${SERVICE}/target/quarkus-app/lib/ lib/
COPY services/${SERVICE}/target/quarkus-app/quarkus-run.jar ./
COPY services/${SERVICE}/target/quarkus-app/app/ app/
COPY services/${SERVICE}/target/quarkus-app/quarkus/ quarkus/
USER 10001:10001
# 70 %: the rest is for direct buffers, metaspace and threads. An OutOfMemoryError ends the pod, which is restarted.
# More flags come by JAVA_TOOL_OPTIONS.
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=70", "-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders", \
    "-XX:+ExitOnOutOfMemoryError", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", \
    "-jar", "quarkus-run.jar"]
