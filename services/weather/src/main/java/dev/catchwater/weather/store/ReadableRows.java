package dev.catchwater.weather.store;

import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** Rows that can be read; one that cannot is logged and left where it is, and takes no other with it. */
final class ReadableRows {

    private static final Logger LOG = Logger.getLogger(ReadableRows.class);

    private ReadableRows() {}

    static <T> List<T> of(RowSet<Row> rows, String table, Function<Row, T> read) {
        List<T> all = new ArrayList<>();
        int broken = 0;
        for (Row row : rows) {
            try {
                all.add(read.apply(row));
            } catch (RuntimeException e) {
                broken++;
                if (broken == 1) {
                    LOG.errorf(e, "a row of %s cannot be read and is left out", table);
                }
            }
        }
        if (broken > 1) {
            LOG.errorf("%d rows of %s cannot be read and are left out", broken, table);
        }
        return all;
    }
}
