# One service as a native executable. From the repository's root, after
#   ./mvnw package -pl services/weather -am -DskipTests -Dquarkus.native.enabled=true \
#       -Dquarkus.package.jar.enabled=false -Dquarkus.native.container-build=true
#   docker build -f deploy/images/native.Dockerfile --build-arg SERVICE=weather -t catchwater/weather:native .
ARG BASE=quay.io/quarkus/ubi9-quarkus-micro-image:2.0
FROM ${BASE}
ARG SERVICE
WORKDIR /deployments
COPY --chmod=0755 services/${SERVICE}/target/*-runner application
USER 10001:10001
ENTRYPOINT ["./application"]
