package dev.catchwater.weather.report;

import dev.catchwater.weather.alert.Message;
import java.util.List;

/** What a report says, by product. */
public sealed interface Content {

    Product product();

    /** How it is. */
    record Current(Observation observation) implements Content {
        @Override
        public Product product() {
            return Product.CURRENT;
        }
    }

    /** How it will be, in steps, oldest first. */
    record Hourly(List<Hour> hours) implements Content {
        /** Copies. */
        public Hourly {
            hours = List.copyOf(hours);
        }

        @Override
        public Product product() {
            return Product.HOURLY;
        }
    }

    /** How the days will be. */
    record Daily(List<Day> days) implements Content {
        /** Copies. */
        public Daily {
            days = List.copyOf(days);
        }

        @Override
        public Product product() {
            return Product.DAILY;
        }
    }

    /** What is in the air, in hours, oldest first. */
    record Air(List<AirHour> hours) implements Content {
        /** Copies. */
        public Air {
            hours = List.copyOf(hours);
        }

        @Override
        public Product product() {
            return Product.AIR;
        }
    }

    /** What is warned of. */
    record Alerts(List<Message> messages) implements Content {
        /** Copies. */
        public Alerts {
            messages = List.copyOf(messages);
        }

        @Override
        public Product product() {
            return Product.ALERTS;
        }
    }
}
