package dev.catchwater.trading.strategy.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import com.tictactec.ta.lib.Core;
import com.tictactec.ta.lib.MInteger;
import dev.catchwater.trading.Bars;
import dev.catchwater.trading.market.Bar;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each indicator, value by value, beside TA-Lib's. */
class IndicatorsTest {

    private static final Offset<Double> CLOSE = Offset.offset(1e-8);

    private final List<Bar> bars = Bars.walk(5_000, new SplittableRandom(7));
    private final Core oracle = new Core();
    private final double[] expected = new double[bars.size()];
    private final MInteger begin = new MInteger();
    private final MInteger count = new MInteger();

    @ParameterizedTest
    @ValueSource(ints = {2, 9, 14, 50, 200})
    void simpleAverageIsTaLibs(int period) {
        var average = new Sma(period);
        oracle.sma(0, last(), of(Bar::close), period, begin, count, expected);
        compare(bar -> average.add(bar.close()));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 9, 14, 50, 200})
    void exponentialAverageIsTaLibs(int period) {
        var average = new Ema(period);
        oracle.ema(0, last(), of(Bar::close), period, begin, count, expected);
        compare(bar -> average.add(bar.close()));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 9, 14, 50})
    void relativeStrengthIsTaLibs(int period) {
        var strength = new Rsi(period);
        oracle.rsi(0, last(), of(Bar::close), period, begin, count, expected);
        compare(bar -> strength.add(bar.close()));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 9, 14, 50})
    void averageTrueRangeIsTaLibs(int period) {
        var range = new Atr(period);
        oracle.atr(0, last(), of(Bar::high), of(Bar::low), of(Bar::close), period, begin, count, expected);
        compare(range::add);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 20, 55})
    void donchiansChannelIsTaLibsHighestAndLowest(int period) {
        var upper = new Donchian(period);
        oracle.max(0, last(), of(Bar::high), period, begin, count, expected);
        compare(bar -> {
            upper.add(bar);
            return upper.ready() ? upper.upper() : Double.NaN;
        });
        var lower = new Donchian(period);
        oracle.min(0, last(), of(Bar::low), period, begin, count, expected);
        compare(bar -> {
            lower.add(bar);
            return lower.ready() ? lower.lower() : Double.NaN;
        });
    }

    private void compare(ToDoubleFunction<Bar> ours) {
        assertThat(count.value).isPositive();
        for (int i = 0; i < bars.size(); i++) {
            double value = ours.applyAsDouble(bars.get(i));
            if (i < begin.value) {
                assertThat(value).as("value before bar %d", begin.value).isNaN();
            } else {
                assertThat(value).as("value at bar %d", i).isCloseTo(expected[i - begin.value], CLOSE);
            }
        }
    }

    private int last() {
        return bars.size() - 1;
    }

    private double[] of(ToLongFunction<Bar> price) {
        return bars.stream().mapToDouble(bar -> price.applyAsLong(bar)).toArray();
    }
}
