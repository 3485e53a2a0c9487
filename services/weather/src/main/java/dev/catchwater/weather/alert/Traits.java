package dev.catchwater.weather.alert;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What of a message is compared with others, worked out once.
 *
 * @param number its VTEC
 * @param subject who warns of what
 * @param codes the zones of all its areas
 * @param box around its shapes; null if it has none
 * @param largest a shape of its, in square degrees: all of them together are no less
 */
record Traits(
        Optional<String> number,
        Optional<String> subject,
        Set<String> codes,
        @Nullable Box box,
        double largest) {

    /** Of more cells than this a shape counts as everywhere. */
    private static final int MOST_CELLS = 64;

    /** A lattice is good to some hundredths: what shares less than this of the larger one cannot be found half the same. */
    private static final double SURELY_LESS = 0.4;

    /** Where those are looked for that may be the same. */
    sealed interface Mark {

        record Tracked(String number) implements Mark {}

        record Zones(String subject, Set<String> codes) implements Mark {}

        /** A square degree that a shape may reach into. */
        record Cell(String subject, int south, int west) implements Mark {}

        /** For shapes that reach into many. */
        record Wide(String subject) implements Mark {}

        /** All shapes. */
        record Shaped(String subject) implements Mark {}
    }

    static Traits of(Message message) {
        List<Area> areas = message.areas();
        double largest = areas.stream()
                .flatMap(area -> area.polygons().stream())
                .mapToDouble(Polygon::size)
                .max()
                .orElse(0);
        return new Traits(
                message.vtec().map(Vtec::key),
                Likeness.subject(message),
                Likeness.codes(message),
                Box.around(areas),
                largest);
    }

    /** Under which it is found. */
    Set<Mark> marks() {
        return marks(false);
    }

    /** Under which those are that it may be the same as. */
    Set<Mark> wanted() {
        return marks(true);
    }

    /** Under which those are whose number or zones are the very same. */
    Set<Mark> exact() {
        Set<Mark> marks = wanted();
        marks.removeIf(mark -> !(mark instanceof Mark.Tracked || mark instanceof Mark.Zones));
        return marks;
    }

    private Set<Mark> marks(boolean seeking) {
        Set<Mark> marks = new HashSet<>();
        number.ifPresent(one -> marks.add(new Mark.Tracked(one)));
        subject.ifPresent(of -> {
            if (!codes.isEmpty()) {
                marks.add(new Mark.Zones(of, codes));
            }
            if (box != null) {
                places(of, box, seeking, marks);
            }
        });
        return marks;
    }

    private static void places(String subject, Box box, boolean seeking, Set<Mark> marks) {
        int south = (int) Math.floor(box.south());
        int west = (int) Math.floor(box.west());
        int rows = (int) Math.floor(box.north()) - south + 1;
        int columns = (int) Math.floor(box.east()) - west + 1;
        boolean wide = rows * columns > MOST_CELLS;
        if (wide || !seeking) {
            marks.add(new Mark.Shaped(subject));
        }
        if (wide || seeking) {
            marks.add(new Mark.Wide(subject));
        }
        for (int i = 0; !wide && i < rows * columns; i++) {
            marks.add(new Mark.Cell(subject, south + i / columns, west + i % columns));
        }
    }

    /** Whether its number or its zones are the very same. */
    boolean isMarkedAs(Traits other) {
        return (number.isPresent() && number.equals(other.number)) || (!codes.isEmpty() && codes.equals(other.codes));
    }

    /** Whether it is worth a closer look. */
    boolean mayBe(Message one, Traits sought, Message other) {
        if (number.isPresent() && sought.number.isPresent()) {
            return number.equals(sought.number);
        }
        return ((!codes.isEmpty() && codes.equals(sought.codes)) || mayOverlap(sought))
                && Likeness.sameTime(one, other);
    }

    private boolean mayOverlap(Traits other) {
        return box != null
                && other.box != null
                && !Box.areApart(box, other.box)
                && box.shared(other.box) >= SURELY_LESS * Math.max(largest, other.largest);
    }

    /** Where both have a tracking number it alone decides. */
    boolean isSame(Message one, Traits sought, Message other) {
        if (number.isPresent() && sought.number.isPresent()) {
            return number.equals(sought.number);
        }
        return subject.isPresent() && subject.equals(sought.subject) && Likeness.same(one, codes, other, sought.codes);
    }
}
