package dev.catchwater.trading.order;

import dev.catchwater.trading.market.StateHash;

/** How a large order is sent in parts. Quantities are unscaled; a part is sent only when the one before is over. */
public sealed interface Schedule {

    /** The quantity to send now; 0 to wait. What it answers counts as sent. */
    long due(long now);

    /** The part that was sent is over, with so much of it not filled. */
    void ended(long unfilled);

    /** Whether all was sent and filled, or nothing more will be. */
    boolean done();

    void hash(StateHash hash);

    /** Equal parts at equal times; what a part left unfilled is sent with the next ones. */
    final class Twap implements Schedule {

        private final long step;
        private final int slices;
        private final long begin;
        private final long interval;
        private long left;
        private int sent;
        private boolean open;

        /**
         * Parts of a total, evenly in time.
         *
         * @param step each part is a multiple of it, but for the last one
         * @param begin when the first part is due, milliseconds since the epoch
         */
        public Twap(long total, long step, int slices, long begin, long interval) {
            if (total <= 0 || step <= 0 || slices < 1 || slices > 10_000 || interval < 1) {
                throw new IllegalArgumentException("a TWAP sends a quantity in 1 to 10,000 parts");
            }
            this.step = step;
            this.slices = slices;
            this.begin = begin;
            this.interval = interval;
            left = total;
        }

        @Override
        public long due(long now) {
            if (open || left == 0 || sent >= slices || now < begin + sent * interval) {
                return 0;
            }
            // After a pause the parts that were missed are one: the plan is to be through at the end, not to be late.
            int passed = (int) Math.min(slices - 1, (now - begin) / interval);
            int rest = slices - passed;
            long part = Math.max(step, left / rest / step * step);
            long quantity = rest == 1 ? left : Math.min(left, part);
            sent = passed + 1;
            left -= quantity;
            open = true;
            return quantity;
        }

        @Override
        public void ended(long unfilled) {
            open = false;
            left += unfilled;
        }

        @Override
        public boolean done() {
            return !open && (left == 0 || sent >= slices);
        }

        @Override
        public void hash(StateHash hash) {
            hash.add(left).add(sent).add(open ? 1 : 0);
        }
    }

    /** Shows a part at a time: the next one is sent when the one before is filled. */
    final class Iceberg implements Schedule {

        private final long display;
        private long left;
        private boolean open;
        private boolean stopped;

        public Iceberg(long total, long display) {
            if (total <= 0 || display <= 0 || display > total) {
                throw new IllegalArgumentException("an iceberg shows a part of its quantity");
            }
            this.display = display;
            left = total;
        }

        @Override
        public long due(long now) {
            if (open || stopped || left == 0) {
                return 0;
            }
            long quantity = Math.min(display, left);
            left -= quantity;
            open = true;
            return quantity;
        }

        @Override
        public void ended(long unfilled) {
            open = false;
            left += unfilled;
            stopped = unfilled > 0;
        }

        @Override
        public boolean done() {
            return !open && (left == 0 || stopped);
        }

        @Override
        public void hash(StateHash hash) {
            hash.add(left).add(open ? 1 : 0).add(stopped ? 1 : 0);
        }
    }
}
