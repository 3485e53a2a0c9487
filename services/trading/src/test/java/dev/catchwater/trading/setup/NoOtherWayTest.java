package dev.catchwater.trading.setup;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.catchwater.fairlead.client.HttpClient;
import dev.catchwater.trading.Exchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** There is one way to an exchange, and it begins with asking whether it may be traded at. */
class NoOtherWayTest {

    private static final String OURS = "dev.catchwater.trading";

    private final JavaClasses main = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(OURS);

    @Test
    void exchangesAreMadeInOnePlaceAlone() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(Wiring.class.getName())
                .should()
                .callConstructorWhere(target(owner(assignableTo(Exchange.class))))
                .check(main);
    }

    @Test
    void thatPlaceAsksForPermissionBeforeItMakesOne() {
        var making = main.get(Wiring.class).getMethods().stream()
                .filter(method -> method.getConstructorCallsFromSelf().stream()
                        .anyMatch(call -> call.getTargetOwner().isAssignableTo(Exchange.class)))
                .toList();
        assertThat(making).isNotEmpty().allSatisfy(method -> {
            int asked = method.getMethodCallsFromSelf().stream()
                    .filter(call -> call.getTargetOwner().isEquivalentTo(Permission.class)
                            && call.getName().equals("refusal"))
                    .mapToInt(call -> call.getLineNumber())
                    .min()
                    .orElse(Integer.MAX_VALUE);
            assertThat(method.getConstructorCallsFromSelf())
                    .filteredOn(call -> call.getTargetOwner().isAssignableTo(Exchange.class))
                    .allSatisfy(call -> assertThat(call.getLineNumber()).isGreaterThan(asked));
        });
    }

    @Test
    void nothingButAnAdapterSpeaksHttpAndNothingOpensASocket() {
        noClasses()
                .that()
                .resideOutsideOfPackages(OURS + ".source..", OURS + ".setup")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(HttpClient.class)
                .check(main);
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net.http..", "io.vertx.core.net..", "java.nio.channels..")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(java.net.Socket.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(java.net.URLConnection.class)
                .check(main);
    }

    @Test
    void noAddressOfAnExchangeIsInTheCodeOrItsSettings() throws IOException {
        int looked = 0;
        try (var files = Files.walk(Path.of("target", "classes"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var text = Files.readString(file, StandardCharsets.ISO_8859_1);
                assertThat(text)
                        .as("%s", file)
                        .doesNotContain("binance.com", "binance.vision", "kraken.com", "coinbase.com", "okx.com");
                looked++;
            }
        }
        assertThat(looked).isGreaterThan(100);
    }
}
