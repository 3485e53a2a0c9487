package dev.catchwater.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules that hold for each class by itself. */
class ClassRulesTest {

    @TempDir
    Path folder;

    private Playground module;

    @BeforeEach
    void emptyModule() {
        module = new Playground(folder);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.time.Instant.now()",
                "java.time.LocalDate.now()",
                "java.time.ZonedDateTime.now(java.time.ZoneOffset.UTC)",
                "java.time.Clock.systemUTC()",
                "java.time.InstantSource.system()",
                "System.currentTimeMillis()",
                "System.nanoTime()",
                "java.util.random.RandomGenerator.getDefault()",
                "(java.util.function.Supplier<java.time.Instant>) java.time.Instant::now"
            })
    void theSystemsClockAndDiceAreReadInOnePlace(String expression) {
        module.main(using("dev.catchwater.weather.flow", expression));

        assertFinding(
                "dev.catchwater.weather.flow.Culprit (Culprit.java:4) uses", "time is injected and randomness seeded");
        assertThat(module.findings(weather().clockAndDiceIn("Culprit"))).isEmpty();
    }

    @Test
    void setupPicksUpTheSystemsClock() {
        module.main(using("dev.catchwater.weather.setup", "java.time.InstantSource.system()"));

        assertThat(module.findings(weather())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "new java.util.Random(42)",
                "java.time.Instant.now(java.time.Clock.fixed(java.time.Instant.EPOCH, java.time.ZoneOffset.UTC))",
                "new java.security.SecureRandom()",
                "java.util.UUID.randomUUID()",
                "java.time.Duration.ofSeconds(1)"
            })
    void seededDiceFixedClocksAndSecretsAreFine(String expression) {
        module.main(using("dev.catchwater.weather.flow", expression));

        assertThat(module.findings(weather())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Math.random()",
                "new java.util.Random()",
                "new java.util.SplittableRandom()",
                "java.util.concurrent.ThreadLocalRandom.current()"
            })
    void unseededDiceAreForbiddenEvenInSetup(String expression) {
        module.main(using("dev.catchwater.weather.setup", expression));

        assertFinding("dev.catchwater.weather.setup.Culprit", "randomness seeded");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Thread.sleep(1)", "java.util.concurrent.TimeUnit.SECONDS.sleep(1)"})
    void nobodySleepsNotEvenInTests(String call) {
        module.main("package dev.catchwater.weather.flow; class Idle {}");
        module.test(
                "package dev.catchwater.weather.flow; class IdleTest { void x() throws Exception { " + call + "; } }");

        assertFinding("dev.catchwater.weather.flow.IdleTest", "nobody sleeps");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"System.out.println()", "System.err.println()", "new IllegalStateException().printStackTrace()"})
    void onlyACommandLinePrints(String call) {
        module.main("package dev.catchwater.weather.setup; class Main { void run() { " + call + "; } }");

        assertFinding("dev.catchwater.weather.setup.Main", "only a command line prints");
        assertThat(module.findings(weather().mayPrintIn("Main"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"java.util.Date", "java.util.Calendar", "org.joda.time.DateTime", "java.sql.Timestamp[]"})
    void timeIsJavaTime(String old) {
        module.given("package org.joda.time; public class DateTime {}");
        module.main("package dev.catchwater.weather.store; class Row { " + old + " at; }");

        assertFinding("dev.catchwater.weather.store.Row uses", "time is java.time");
    }

    @Test
    void aForeignDateMayBeTurnedIntoAnInstantOnArrival() {
        module.given("package com.foreign; public class Entry { public java.util.Date published() { return null; } }");
        module.main(
                "package dev.catchwater.weather.source;\nclass Feed {\n java.time.Instant at(com.foreign.Entry e) "
                        + "{ return java.util.Optional.ofNullable(e.published()).map(d -> d.toInstant()).orElse(e.published().toInstant()); } }");

        assertThat(module.findings(weather())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "java.nio.file.Path, java.nio.file.Path",
        "java.io.InputStream, java.io.InputStream",
        "java.net.http.HttpClient, java.net.http.HttpClient",
        "java.sql.Connection[], java.sql.Connection",
        "ProcessBuilder, java.lang.ProcessBuilder",
        "io.vertx.core.Vertx, io.vertx.core.Vertx"
    })
    void theRootDoesNoInputOrOutput(String type, String named) {
        module.given("package io.vertx.core; public class Vertx {}");
        module.main("package dev.catchwater.weather; interface Port { " + type + " open(); }");

        assertFinding("dev.catchwater.weather.Port uses " + named, "the root and the pure rooms do no I/O");
    }

    @Test
    void valuesFromThosePackagesAreFineInTheRoot() {
        module.given("package io.vertx.core.buffer; public class Buffer {}");
        module.given("package io.netty.buffer; public class ByteBuf {}");
        module.main("package dev.catchwater.weather; interface Slab { io.netty.buffer.ByteBuf bytes(); }");
        module.main(
                "package dev.catchwater.weather; record Page(java.net.URI uri, io.vertx.core.buffer.Buffer body) "
                        + "implements java.io.Serializable { Page { if (uri == null) throw new java.io.UncheckedIOException(null); } }");

        assertThat(module.findings(weather())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"StoreImpl", "TextUtils", "DateUtil", "KeyManager", "RowHelper", "SourceCommon", "WeatherCore"})
    void noClassIsNamedAfterADrawer(String name) {
        module.main("package dev.catchwater.weather.store; class " + name + " {}");

        assertFinding(
                "dev.catchwater.weather.store." + name, "is named after a drawer", "name it by what it is or does");
    }

    @ParameterizedTest
    @ValueSource(strings = {"impl", "util", "utils", "common", "manager", "helper", "core"})
    void noPackageIsNamedAfterADrawer(String name) {
        module.main("package dev.catchwater.weather.store." + name + "; class Row {}");

        assertFinding("dev.catchwater.weather.store." + name + ".Row", "is named after a drawer");
    }

    @Test
    void vertxHttpStaysInNamedPlaces() {
        module.given("package io.vertx.core.http; public class HttpServer {}");
        module.main("package dev.catchwater.weather.api; class Server { io.vertx.core.http.HttpServer server; }");

        assertFinding("dev.catchwater.weather.api.Server uses io.vertx.core.http.HttpServer", "mayUseVertxHttpIn");
        assertThat(module.findings(weather().mayUseVertxHttpIn("api"))).isEmpty();
        assertThat(module.findings(weather().mayUseVertxHttpIn("Server"))).isEmpty();
    }

    @Test
    void everyMainPackageIsNullMarked() {
        module.main("package dev.catchwater.weather; class Root {}");
        module.unmarked("package dev.catchwater.weather.flow; class Lonely {}");

        assertFinding("dev.catchwater.weather.flow is not null-marked", "add a package-info.java");
    }

    @Test
    void thereIsNoMockingLibrary() {
        module.given("package org.mockito; public class Mockito { public static Object mock() { return null; } }");
        module.main("package dev.catchwater.weather; class Root {}");
        module.test("package dev.catchwater.weather; class RootTest { Object fake = org.mockito.Mockito.mock(); }");

        assertFinding("dev.catchwater.weather.RootTest uses Mockito", "write a small fake or use testkit");
    }

    private void assertFinding(String... texts) {
        assertThat(module.findings(weather())).singleElement().asString().contains(texts);
    }

    private static HouseRules weather() {
        return HouseRules.service("dev.catchwater.weather");
    }

    private static String using(String home, String expression) {
        return "package %s;%nclass Culprit {%n Object use() {%n  return %s;%n }%n}".formatted(home, expression);
    }
}
