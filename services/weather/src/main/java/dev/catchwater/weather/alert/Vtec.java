package dev.catchwater.weather.alert;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Primary Valid Time Event Code, NWS Directive 10-1703: the number under which an office follows an event from its first
 * message to its last.
 *
 * @param action {@code NEW CON EXT EXA EXB UPG CAN EXP COR ROU}
 * @param key office, phenomenon, significance, number and year: the event itself
 */
public record Vtec(String action, String key) {

    private static final Pattern CODE = Pattern.compile("/O\\.(NEW|CON|EXT|EXA|EXB|UPG|CAN|EXP|COR|ROU)\\."
            + "([A-Z]{4})\\.([A-Z]{2})\\.([WAYSFON])\\.(\\d{4})\\.(\\d{2})(\\d{4})T\\d{4}Z-\\d{6}T\\d{4}Z/");
    private static final Set<String> ENDS = Set.of("CAN", "EXP", "UPG");

    /** The first operational code in a text; events that have begun carry no date, so the year is that of sending. */
    public static Optional<Vtec> parse(String text, Instant sent) {
        Matcher code = CODE.matcher(text);
        if (!code.find()) {
            return Optional.empty();
        }
        boolean undated = "00".equals(code.group(6)) && "0000".equals(code.group(7));
        int year = undated ? sent.atOffset(ZoneOffset.UTC).getYear() : 2000 + Integer.parseInt(code.group(6));
        String key =
                String.join(".", code.group(2), code.group(3), code.group(4), code.group(5), Integer.toString(year));
        return Optional.of(new Vtec(code.group(1), key));
    }

    /** Whether the event ends with it, at least for the zones of the message. */
    public boolean isEnd() {
        return ENDS.contains(action);
    }
}
