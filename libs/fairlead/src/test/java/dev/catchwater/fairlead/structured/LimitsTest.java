package dev.catchwater.fairlead.structured;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class LimitsTest {
    private static final Limits THREE = new Limits(100, 3);

    private static void refused(Runnable parse) {
        assertThatThrownBy(parse::run).isInstanceOf(StructuredFieldException.class);
    }

    @Test
    void aFieldMayBeAsLongAsTheBoundAndNotACharacterLonger() {
        Limits ten = new Limits(10, 100);
        assertThat(StructuredList.parse(List.of("a, b", "c, d"), ten).members()).hasSize(4);
        refused(() -> StructuredList.parse(List.of("a, b", "c, dd"), ten));
    }

    @Test
    void membersOfEveryKindOfContainerAreBounded() {
        assertThat(StructuredList.parse(List.of("1,2,3"), THREE).members()).hasSize(3);
        refused(() -> StructuredList.parse(List.of("1,2,3,4"), THREE));
        assertThat(Dictionary.parse(List.of("a,b,c,a"), THREE).members()).hasSize(3);
        refused(() -> Dictionary.parse(List.of("a,b,c,d"), THREE));
        refused(() -> StructuredList.parse(List.of("(1 2 3 4)"), THREE));
        refused(() -> Item.parse(List.of("1;a;b;c;d"), THREE));
    }

    @Test
    void theDefaultsHoldWhatTheStandardAsksFor() {
        String list = String.join(",", Collections.nCopies(1_024, "1"));
        assertThat(StructuredList.parse(List.of(list)).members()).hasSize(1_024);
        assertThat(Item.parse(List.of(":" + "A".repeat(21_848) + ":")).value())
                .isInstanceOfSatisfying(
                        BareItem.ByteSequence.class,
                        bytes -> assertThat(bytes.value()).hasSize(16_386));
    }

    @Test
    void whatIsWrongIsToldWithoutQuotingIt() {
        assertThatThrownBy(() -> Dictionary.parse(List.of("key=:secret!:")))
                .hasMessageContaining("base64")
                .hasMessageNotContaining("secret");
    }

    @Test
    void dataThatCannotBeWrittenCannotBeMade() {
        refused(() -> new BareItem.Text("ü"));
        refused(() -> new BareItem.DisplayString("\ud800"));
        refused(() -> new BareItem.Token("1a"));
        refused(() -> new BareItem.Int(1_000_000_000_000_000L));
        refused(() -> Parameters.NONE.with("Key", new BareItem.Bool(true)));
    }
}
