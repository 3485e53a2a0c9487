package dev.catchwater.weather.store;

import dev.catchwater.postgres.sql.Db;
import dev.catchwater.weather.PlaceBook;
import dev.catchwater.weather.place.Place;
import dev.catchwater.weather.place.Position;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;

/** Places in PostgreSQL. */
@ApplicationScoped
class Places implements PlaceBook {

    private static final String ALL =
            "select id, name, latitude, longitude, elevation, zone, region, zones from place order by created_at, id"
                    + " limit 10000";
    private static final String ADD = """
        insert into place (id, name, latitude, longitude, elevation, zone, region, zones)
        select $1, $2, $3, $4, $5, $6, $7, $8 where (select count(*) from place) < $9
        on conflict (id) do nothing\
        """;

    private final Pool pool;

    Places(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<List<Place>> all() {
        return Db.run(pool, ALL).map(rows -> ReadableRows.of(rows, "place", Places::place));
    }

    @Override
    public Uni<Boolean> add(Place place, int most) {
        Position position = place.position();
        return Db.run(
                        pool,
                        ADD,
                        place.id(),
                        place.name(),
                        position.latitude(),
                        position.longitude(),
                        place.elevation(),
                        place.zone().getId(),
                        place.region(),
                        place.zones().toArray(String[]::new),
                        most)
                .flatMap(done -> done.rowCount() == 1 ? Uni.createFrom().item(true) : thereOrFull(place.id(), most));
    }

    private Uni<Boolean> thereOrFull(String id, int most) {
        return Db.run(pool, "select 1 from place where id = $1", id).map(rows -> {
            if (rows.size() == 0) {
                throw new Full(most);
            }
            return false;
        });
    }

    @Override
    public Uni<Boolean> remove(String id) {
        return Db.run(pool, "delete from place where id = $1", id)
                .call(gone -> Db.run(pool, "delete from forecast_site where place = $1", id))
                .call(gone -> Db.run(pool, "delete from forecast_open where place = $1", id))
                .map(gone -> gone.rowCount() == 1);
    }

    private static Place place(Row row) {
        return new Place(
                row.getString("id"),
                row.getString("name"),
                new Position(row.getDouble("latitude"), row.getDouble("longitude")),
                row.getDouble("elevation"),
                ZoneId.of(row.getString("zone")),
                row.getString("region"),
                Set.of(row.getArrayOfStrings("zones")));
    }
}
