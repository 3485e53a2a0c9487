package dev.catchwater.fairlead.balance;

import static dev.catchwater.fairlead.balance.Members.endpoint;
import static dev.catchwater.fairlead.balance.Members.member;
import static dev.catchwater.fairlead.balance.Members.weighing;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CandidatesTest {
    private final List<Member> four = weighing(1, 1, 1, 1);

    private static List<Member> of(List<Member> all, String zone, double panic, Member... tried) {
        Tried before = new Tried();
        List.of(tried).forEach(before::add);
        return new Candidates(all, zone, panic).of(before);
    }

    @Test
    void ejectedAndUnhealthyOnesAreNotAsked() {
        four.get(0).ejected = true;
        four.get(1).healthy = false;
        assertThat(of(four, "", 0.5)).containsExactly(four.get(2), four.get(3));
    }

    @Test
    void belowThePanicThresholdAllAreAsked() {
        four.get(0).ejected = true;
        four.get(1).healthy = false;
        four.get(2).healthy = false;
        assertThat(of(four, "", 0.5)).isEqualTo(four);
        assertThat(of(four, "", 0.25)).containsExactly(four.get(3));
        four.get(3).healthy = false;
        assertThat(of(four, "", 0)).isEqualTo(four);
    }

    @Test
    void whereACallWasSentBeforeItIsNotSentAgainWhileThereIsAnother() {
        assertThat(of(four, "", 0.5, four.get(0), four.get(2))).containsExactly(four.get(1), four.get(3));
        four.get(3).ejected = true;
        assertThat(of(four, "", 0.5, four.get(0), four.get(2))).containsExactly(four.get(1));
        assertThat(of(four, "", 0.5, four.get(0), four.get(1), four.get(2)))
                .containsExactly(four.get(0), four.get(1), four.get(2));
    }

    @Test
    void anotherPriorityIsAskedOnlyOnceTooFewOfTheFirstAreAvailable() {
        Member backup = member(endpoint(9).withPriority(1));
        List<Member> all = List.of(backup, four.get(0), four.get(1));
        assertThat(of(all, "", 0.5)).containsExactly(four.get(0), four.get(1));
        four.get(0).ejected = true;
        assertThat(of(all, "", 0.5)).containsExactly(four.get(1));
        assertThat(of(all, "", 0.5, four.get(1))).containsExactly(backup);
        assertThat(of(all, "", 0.6)).containsExactly(backup);
        four.get(1).ejected = true;
        assertThat(of(all, "", 0.3)).containsExactly(backup);
    }

    @Test
    void theOwnZoneComesFirstWhileEnoughOfItIsAvailable() {
        Member here = member(endpoint(8).inZone("a"));
        Member alsoHere = member(endpoint(9).inZone("a"));
        List<Member> all = List.of(here, alsoHere, four.get(0));
        assertThat(of(all, "a", 0.5)).containsExactly(here, alsoHere);
        assertThat(of(all, "", 0.5)).isEqualTo(all);
        here.healthy = false;
        alsoHere.healthy = false;
        assertThat(of(all, "a", 0.3)).containsExactly(four.get(0));
    }
}
