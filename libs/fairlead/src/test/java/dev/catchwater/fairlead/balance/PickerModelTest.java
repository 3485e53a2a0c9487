package dev.catchwater.fairlead.balance;

import static dev.catchwater.fairlead.balance.Members.ANY;
import static dev.catchwater.fairlead.balance.Members.MILLI;
import static dev.catchwater.fairlead.balance.Members.weighing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who is picked how often, over thousands of seeds under virtual time. */
class PickerModelTest {
    private static final int SEEDS = 1_000;

    private static List<Member> randomWeights(Random random) {
        return weighing(IntStream.range(0, 1 + random.nextInt(8))
                .mapToDouble(i -> 1 + random.nextInt(10))
                .toArray());
    }

    private static double sum(List<Member> members) {
        return members.stream().mapToDouble(member -> member.weight(0)).sum();
    }

    @Test
    void aRoundGivesEachItsWeightAndNobodyIsEverAheadByMoreThanOneOrFarBehind() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            List<Member> members = randomWeights(random);
            Picker picker = Picker.of(Picking.roundRobin(), random);
            double sum = sum(members);
            // As in the game of cups: the fullest is emptied, and none ever holds more than a harmonic number.
            double behind = IntStream.rangeClosed(1, members.size())
                    .mapToDouble(i -> 1.0 / i)
                    .sum();
            Map<Member, Integer> picked = new IdentityHashMap<>();
            for (int i = 1; i <= 3 * (int) sum; i++) {
                picked.merge(picker.pick(members, ANY, 0), 1, Integer::sum);
                for (Member member : members) {
                    double ahead = picked.getOrDefault(member, 0) - i * member.weight(0) / sum;
                    assertThat(ahead).isLessThan(1).isGreaterThanOrEqualTo(-behind);
                }
            }
            members.forEach(member -> assertThat((double) picked.get(member)).isEqualTo(3 * member.weight(0)));
        }
    }

    @Test
    void chanceGivesEachItsShareWithinSixSigmas() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            List<Member> members = randomWeights(random);
            Picker picker = Picker.of(Picking.atRandom(), random);
            int picks = 1_000;
            Map<Member, Integer> picked = new IdentityHashMap<>();
            for (int i = 0; i < picks; i++) {
                picked.merge(picker.pick(members, ANY, 0), 1, Integer::sum);
            }
            for (Member member : members) {
                double share = member.weight(0) / sum(members);
                assertThat(picked.getOrDefault(member, 0) - picks * share)
                        .isCloseTo(0, within(6 * Math.sqrt(picks * share * (1 - share)) + 1e-6));
            }
        }
    }

    @Test
    void nobodyHadFewerRequestsInFlightForItsWeightThanTheOnePicked() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            List<Member> members = randomWeights(random);
            Picker picker = Picker.of(Picking.leastRequests(), random);
            for (int i = 0; i < 50; i++) {
                members.get(random.nextInt(members.size())).inFlight = random.nextInt(5);
                Member picked = picker.pick(members, ANY, 0);
                double load = (picked.inFlight + 1) / picked.weight(0);
                members.forEach(member ->
                        assertThat((member.inFlight + 1) / member.weight(0)).isGreaterThanOrEqualTo(load));
            }
        }
    }

    @Test
    void equalsAreToldApartByChanceNotByTheirPlaceInTheList() {
        Picker picker = Picker.of(Picking.leastRequests(), new Random(1));
        List<Member> members = weighing(1, 1, 1, 1);
        Map<Member, Integer> picked = new IdentityHashMap<>();
        for (int i = 0; i < 4_000; i++) {
            picked.merge(picker.pick(members, ANY, 0), 1, Integer::sum);
        }
        assertThat(picked.values()).allMatch(times -> times > 800).hasSize(4);
    }

    /** Requests come at chance intervals, and each endpoint answers after a time of its own. */
    private static final class Traffic {
        private record Out(Member member, long began, long ends) {}

        private final Random random;
        private final Picker picker;
        final List<Member> members;
        final long[] latency;
        final int[] picked;
        /** Since when nobody has asked an endpoint, and the longest time that it was so. */
        private final long[] idleSince;

        private final long[] longestIdle;
        private final PriorityQueue<Out> out = new PriorityQueue<>(Comparator.comparingLong(Out::ends));
        private long now;

        Traffic(long seed, Picking picking, long... millis) {
            random = new Random(seed);
            picker = Picker.of(picking, random);
            members = weighing(
                    IntStream.range(0, millis.length).mapToDouble(i -> 1).toArray());
            latency = millis;
            picked = new int[millis.length];
            idleSince = new long[millis.length];
            longestIdle = new long[millis.length];
        }

        long longestIdle(int index) {
            long idle = members.get(index).inFlight == 0 ? now - idleSince[index] : 0;
            return Math.max(longestIdle[index], idle);
        }

        private void asked(int index) {
            picked[index]++;
            longestIdle[index] = longestIdle(index);
            members.get(index).inFlight++;
        }

        private void answered(Out answer) {
            answer.member.latency.observe(answer.ends - answer.began, answer.ends);
            if (--answer.member.inFlight == 0) {
                idleSince[members.indexOf(answer.member)] = answer.ends;
            }
        }

        void send(int requests, long meanGapMillis) {
            java.util.Arrays.fill(picked, 0);
            for (int i = 0; i < requests; i++) {
                now += (long) (-Math.log(1 - random.nextDouble()) * meanGapMillis * MILLI);
                for (Out first = out.peek(); first != null && first.ends <= now; first = out.peek()) {
                    answered(out.remove());
                }
                Member member = picker.pick(members, ANY, now);
                int index = members.indexOf(member);
                asked(index);
                long took = (long) (latency[index] * (0.8 + 0.4 * random.nextDouble()) * MILLI);
                out.add(new Out(member, now, now + took));
            }
        }
    }

    @Test
    void theBetterOfTwoSendsASlowEndpointFarLessThanItsShare() {
        int most = 0;
        long all = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            Traffic traffic = new Traffic(seed, Picking.peakEwma(), 10, 10, 10, 200);
            traffic.send(400, 5);
            most = Math.max(most, traffic.picked[3]);
            all += traffic.picked[3];
        }
        // Its share were 100 of 400.
        assertThat(most).isLessThan(25);
        assertThat((double) all / SEEDS).isLessThan(10);
    }

    @Test
    void anEndpointThatIsFastAgainGetsItsShareAgainOnceItsPeakHasDecayed() {
        for (int seed = 0; seed < SEEDS / 4; seed++) {
            Traffic traffic = new Traffic(seed, Picking.peakEwma(), 10, 10, 10, 200);
            traffic.send(400, 5);
            traffic.latency[3] = 10;
            traffic.send(10_000, 5);
            traffic.send(1_000, 5);
            assertThat(traffic.picked[3]).isBetween(150, 350);
        }
    }

    @Test
    void nobodyIsLeftOutForLongerThanWhatWasSeenOfItIsRemembered() {
        for (int seed = 0; seed < SEEDS / 4; seed++) {
            Random random = new Random(seed);
            long[] first = new long[2 + random.nextInt(7)];
            for (int i = 0; i < first.length; i++) {
                first[i] = random.nextBoolean() ? 1 : (long) Math.exp(random.nextDouble() * Math.log(60_000));
            }
            Traffic traffic =
                    new Traffic(seed, new Picking.PeakEwma(Duration.ofSeconds(10), Duration.ZERO), first.clone());
            traffic.send(first.length * 3, 5);
            java.util.Arrays.fill(traffic.latency, 1);
            traffic.send(20_000, 5);
            for (int i = 0; i < first.length; i++) {
                // The latencies of three decays, and a moment to be among the two that chance picks.
                assertThat(traffic.longestIdle(i) / MILLI)
                        .as("seed %d: after %d ms", seed, first[i])
                        .isLessThan(31_000);
            }
        }
    }

    @Test
    void equallyFastEndpointsShareAlike() {
        for (int seed = 0; seed < SEEDS / 4; seed++) {
            Traffic traffic = new Traffic(seed, Picking.peakEwma(), 10, 10, 10, 10);
            traffic.send(2_000, 5);
            assertThat(IntStream.of(traffic.picked).boxed()).allMatch(times -> times > 250 && times < 750);
        }
    }

    @Test
    void aFreshEndpointThatHasNotAnsweredYetGetsNoSecondRequest() {
        Picker picker = Picker.of(Picking.peakEwma(), new Random(1));
        List<Member> members = weighing(1, 1);
        members.forEach(member -> member.latency.observe(50 * MILLI, 0));
        Member fresh = Members.member(Members.endpoint(9));
        List<Member> all = List.of(members.getFirst(), fresh);
        assertThat(picker.pick(all, ANY, MILLI)).isSameAs(fresh);
        fresh.inFlight = 1;
        for (int i = 0; i < 100; i++) {
            assertThat(picker.pick(all, ANY, MILLI)).isNotSameAs(fresh);
        }
    }

    @Test
    void aPeakCountsAtOnceAndIsForgottenByTheDecayTime() {
        Latency latency = new Latency(1_000 * MILLI, 0);
        latency.observe(10 * MILLI, 0);
        latency.observe(500 * MILLI, MILLI);
        assertThat(latency.at(MILLI)).isEqualTo(500 * MILLI);
        assertThat(latency.at(1_001 * MILLI)).isCloseTo(500 * MILLI / Math.E, within(1.0));
        // Finagle: cost * w + rtt * (1 - w), with w = e^(-time / decay).
        latency.observe(10 * MILLI, 1_001 * MILLI);
        double w = 1 / Math.E;
        assertThat(latency.at(1_001 * MILLI)).isCloseTo(500 * MILLI * w + 10 * MILLI * (1 - w), within(1.0));
    }
}
