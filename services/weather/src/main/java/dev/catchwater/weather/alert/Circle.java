package dev.catchwater.weather.alert;

import dev.catchwater.weather.place.Position;

/** All around a point. */
public record Circle(Position centre, double metres) {

    /** Whether the point lies inside. */
    public boolean contains(Position point) {
        return centre.distance(point) <= metres;
    }
}
