package dev.catchwater.helm;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad values: the schema names the key, and what no schema can say is one sentence. */
class RefusalTest {

    @ParameterizedTest
    @CsvSource({
        "replica, 2, replica",
        "replicas, two, replicas",
        "replicas, -1, replicas",
        "image.tagg, x, tagg",
        "image.pullPolicy, Sometimes, pullPolicy",
        "image.digest, latest, digest",
        "ports.http, 70000, http",
        "ports.grpc, 9000, grpc",
        "services.http.type, ExternalName, type",
        "datasource.password, hunter2, password",
        "probes.liveness.path, /, path",
        "resources.limits.memory, lots, memory",
        "autoscaling.cpu, 5, cpu",
        "storage.size, big, size",
        "monitor.interval, often, interval",
        "networkPolicy.ingress, x, ingress",
        "secrets.lower_case.name, x, lower_case",
        "unknown, x, unknown"
    })
    void theSchemaNamesTheKey(String key, String value, String named) {
        assertThatThrownBy(() -> Charts.render("weather", "least", template -> template.set(key, value)))
                .hasMessageContaining("values don't meet the specifications of the schema")
                .hasMessageContaining(named);
    }

    @Test
    void theEdgeRefusesADatabaseItWouldNotUse() {
        assertThatThrownBy(() -> Charts.render("edge", "least", template -> template.set("datasource.host", "x")))
                .hasMessageContaining("datasource");
        assertThatThrownBy(() -> Charts.render("prices", "least", template -> template.set("redis.port", 6379)))
                .hasMessageContaining("redis");
    }

    @Test
    void twoWaysToSayRoutesAreOneTooMany() {
        assertThatThrownBy(() -> Charts.render(
                        "edge", "everything", template -> template.set("routes.origins[0]", "http://shop.example")))
                .hasMessageContaining(
                        "edge: routes.origins and routes.file are two ways to say the same; set one of them.");
        assertThatThrownBy(() ->
                        Charts.render("edge", "least", template -> template.set("routes.origins[0]", "shop.example/a")))
                .hasMessageContaining("values don't meet the specifications of the schema");
    }

    @ParameterizedTest
    @ValueSource(strings = {"aggregator", "prices", "weather", "trading"})
    void withoutADatabaseSecretTheRenderSaysWhatToSet(String chart) {
        assertThatThrownBy(() ->
                        Charts.template(chart).set("keys.secret.name", "k").call())
                .hasMessageContaining(chart
                        + ": set datasource.secret.name to the Secret that holds the database user and password.");
        assertThatThrownBy(() -> Charts.render(chart, "least", template -> template.set("datasource.host", "")))
                .hasMessageContaining(chart + ": set datasource.host to the host name of Postgres.");
    }

    @Test
    void withoutTheOtherSecretsTheRenderSaysWhatToSet() {
        assertThatThrownBy(
                        () -> Charts.render("aggregator", "least", template -> template.set("redis.secret.name", "")))
                .hasMessageContaining("aggregator: set redis.secret.name to the Secret that holds the Redis address");
        assertThatThrownBy(() -> Charts.template("edge").call())
                .hasMessageContaining("edge: set keys.secret.name to the Secret that holds the cursor key");
    }

    @ParameterizedTest
    @CsvSource({
        "trading, two bots on one account would trade against each other",
        "weather, its API keys lie in a file of one pod until they are kept in Postgres",
        "edge, a purge and an API key reach one node until the nodes form a ring"
    })
    void whatCannotBeManyRefusesToBe(String chart, String reason) {
        var sentence = chart + ": set replicas to 1 and leave autoscaling off, because " + reason + ".";

        assertThatThrownBy(() -> Charts.render(chart, "least", template -> template.set("replicas", 2)))
                .hasMessageContaining(sentence);
        assertThatThrownBy(() -> Charts.render(chart, "least", template -> template.set("autoscaling.enabled", true)))
                .hasMessageContaining(sentence);
    }

    @Test
    void contradictionsAreNamed() {
        assertThatThrownBy(() ->
                        Charts.render("aggregator", "everything", template -> template.set("autoscaling.min", 20)))
                .hasMessageContaining("autoscaling.min (20) is more than autoscaling.max (9)");
        assertThatThrownBy(() -> Charts.render(
                        "aggregator",
                        "least",
                        template -> template.set("replicas", 2).set("storage.persistent", true)))
                .hasMessageContaining("storage.persistent is one volume for one pod");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "quarkus\\.datasource\\.password",
                "catchwater\\.web\\.cursor-key",
                "x\\.api-TOKEN",
                "x\\.mastodon\\.tokens"
            })
    void aSecretInTheConfigurationIsRefused(String key) {
        assertThatThrownBy(
                        () -> Charts.render("weather", "least", template -> template.set("configuration." + key, "x")))
                .hasMessageContaining("looks like a secret and would lie readable in a ConfigMap");
    }

    @Test
    void anOldClusterIsRefused() {
        assertThatThrownBy(() -> Charts.render("weather", "least", template -> template.withKubeVersion("1.29.0")))
                .hasMessageContaining("kubeVersion");
    }

    @Test
    void theUmbrellaRefusesWhatItsPartsRefuse() {
        assertThatThrownBy(() ->
                        Charts.template("catchwater").set("trading.replicas", 2).call())
                .hasMessageContaining("trading: set replicas to 1");
        assertThatThrownBy(() -> Charts.template("catchwater")
                        .set("weather.colour", "blue")
                        .call())
                .hasMessageContaining("colour");
        assertThatThrownBy(() ->
                        Charts.template("catchwater").set("services.mail", true).call())
                .hasMessageContaining("mail");
    }
}
