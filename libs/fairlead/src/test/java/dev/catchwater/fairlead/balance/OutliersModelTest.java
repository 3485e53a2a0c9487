package dev.catchwater.fairlead.balance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.EndpointState;
import dev.catchwater.fairlead.verdict.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Thousands of random schedules against a page of rules. */
class OutliersModelTest {
    private int ejections;
    private int byRate;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void everyScheduleEjectsAndReturnsAsTheRulesSayAndNeverAll(long seed) {
        Random random = new Random(seed);
        for (int schedule = 0; schedule < 1_000; schedule++) {
            run(random);
        }
        assertThat(ejections).isGreaterThan(1_000);
        assertThat(byRate).isGreaterThan(100);
    }

    private static Ejection policy(Random random) {
        return new Ejection(
                random.nextInt(5),
                new Ejection.SuccessRate(
                        Duration.ofMillis(50), random.nextInt(4), 1 + random.nextInt(3), random.nextDouble() * 2),
                Duration.ofMillis(40),
                Duration.ofMillis(40 + random.nextInt(100)),
                random.nextDouble());
    }

    private void run(Random random) {
        int count = 1 + random.nextInt(6);
        Ejection policy = policy(random);
        List<Member> members =
                Members.weighing(IntStream.range(0, count).mapToDouble(i -> 1).toArray());
        List<String> reasons = new ArrayList<>();
        Outliers outliers = new Outliers(policy, 0, (member, reason) -> reasons.add(reason));
        PlainOutliers plain = new PlainOutliers(policy, count);
        double[] sickness = random.doubles(count).map(x -> x * x).toArray();
        long now = 0;
        for (int move = 0; move < 120; move++) {
            now += random.nextInt(8) * Members.MILLI / (1 + random.nextInt(4));
            outliers.look(members, now);
            plain.look(now);
            same(members, plain, now);
            int which = random.nextInt(count);
            boolean success = random.nextDouble() > sickness[which];
            long began = Math.max(0, now - random.nextInt(10) * Members.MILLI);
            outliers.settle(members.get(which), success ? Verdict.SUCCESS : Verdict.FAILURE, began, members, now);
            plain.ended(plain.hosts.get(which), success, began, now);
            same(members, plain, now);
            assertThat(members.stream().filter(Member::isAvailable)).isNotEmpty();
        }
        ejections += reasons.size();
        byRate += (int) reasons.stream().filter("success rate"::equals).count();
    }

    private static void same(List<Member> members, PlainOutliers plain, long now) {
        for (int i = 0; i < members.size(); i++) {
            assertThat(members.get(i).state())
                    .isEqualTo(plain.hosts.get(i).isEjected(now) ? EndpointState.EJECTED : EndpointState.AVAILABLE);
        }
    }

    @Test
    void anEjectionLastsLongerEachTimeAndIsForgivenByQuietIntervals() {
        Ejection policy = Ejection.DEFAULT.withInARow(1);
        assertThat(policy.time(1)).isEqualTo(Duration.ofSeconds(30));
        assertThat(policy.time(3)).isEqualTo(Duration.ofSeconds(90));
        assertThat(policy.time(Integer.MAX_VALUE)).isEqualTo(Duration.ofSeconds(300));
        List<Member> members = Members.weighing(1, 1);
        Outliers outliers = new Outliers(policy, 0, (member, reason) -> {});
        Member sick = members.getFirst();
        outliers.settle(sick, Verdict.FAILURE, 0, members, 0);
        assertThat(sick.ejected).isTrue();
        long back = Duration.ofSeconds(30).toNanos();
        outliers.look(members, back);
        assertThat(sick.ejections).isZero();
        outliers.settle(sick, Verdict.FAILURE, back, members, back);
        assertThat(sick.ejectedUntil - back).isEqualTo(back);
    }

    @Test
    void theWorseOfTwoOutliersIsEjectedWhereOnlyOneMayBe() {
        Ejection policy = new Ejection(
                0,
                new Ejection.SuccessRate(Duration.ofSeconds(10), 5, 10, 0.5),
                Duration.ofSeconds(30),
                Duration.ofSeconds(30),
                0.2);
        List<Member> members = Members.weighing(1, 1, 1, 1, 1);
        Outliers outliers = new Outliers(policy, 0, (member, reason) -> {});
        for (int i = 0; i < 20; i++) {
            for (int m = 0; m < 5; m++) {
                boolean fails = (m == 0 && i % 3 == 0) || (m == 1 && i % 2 == 0);
                outliers.settle(members.get(m), fails ? Verdict.FAILURE : Verdict.SUCCESS, 0, members, 0);
            }
        }
        outliers.look(members, Duration.ofSeconds(10).toNanos());
        assertThat(members).extracting(member -> member.ejected).containsExactly(false, true, false, false, false);
    }
}
