package dev.catchwater.prices.host;

import dev.catchwater.prices.money.Money;
import dev.catchwater.prices.offer.Availability;
import java.net.URI;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the {@link Sign}s of an answer. */
public final class Signs {

    private static final Pattern MARKERS = Pattern.compile("just a moment\\.\\.\\.|attention required! \\| cloudflare"
            + "|/cdn-cgi/challenge-platform|cf-chl-|pardon our interruption|_incapsula_resource|captcha-delivery\\.com"
            + "|px-captcha|perimeterx|/_sec/cp_challenge|akamai-challenge|awswafcookiedomainlist|token\\.awswaf\\.com"
            + "|robot check|are you a (?:robot|human)|access denied|bot verification|verify you are human"
            + "|datadome|kpsdk|distil_r_captcha|sorry! something went wrong|enter the characters you see");
    private static final Pattern LOGIN =
            Pattern.compile("(?:^|[/._-])(?:log-?in|sign-?in|anmelden|connexion|account/login|auth|sso)(?:[/._-]|$)");
    private static final int SAME_BODY = 3;
    private static final int ONE_PRICE = 8;
    private static final int SMALL = 5;

    private Signs() {}

    /** What an answer shows, given what is usual. */
    public static Set<Sign> of(Answer answer, Habits habits) {
        Set<Sign> signs = EnumSet.noneOf(Sign.class);
        status(answer, signs);
        if (challenged(answer)) {
            signs.add(Sign.CHALLENGE);
        }
        address(answer, signs);
        Answer.Page page = answer.page();
        if (page != null && answer.status() / 100 == 2) {
            page(answer, page, habits, signs);
        }
        return signs;
    }

    /** The heaviest of some signs. */
    public static Optional<Sign.Weight> heaviest(Set<Sign> signs) {
        return signs.stream().map(Sign::weight).max(Comparator.naturalOrder());
    }

    /** For people, to be put behind other words; empty if there are none. */
    public static String words(Set<Sign> signs) {
        return signs.isEmpty() ? "" : " " + signs;
    }

    private static void status(Answer answer, Set<Sign> signs) {
        switch (answer.status()) {
            case 429 -> signs.add(Sign.LIMITED);
            case 401, 403, 451 -> signs.add(Sign.REFUSED);
            case 503 -> {
                if (answer.retryAfter() != null) {
                    signs.add(Sign.LIMITED);
                }
            }
            default -> {}
        }
    }

    private static boolean challenged(Answer answer) {
        boolean byHeader = "challenge".equals(answer.headers().get("cf-mitigated"))
                || (answer.headers().containsKey("x-amzn-waf-action")
                        && (answer.status() == 202 || answer.status() == 405));
        Answer.Page page = answer.page();
        // A shop may load a script that also makes challenges; only a page without a price is one.
        return byHeader
                || (page != null
                        && page.price() == null
                        && MARKERS.matcher(page.markers()).find());
    }

    private static void address(Answer answer, Set<Sign> signs) {
        String asked = path(answer.asked());
        String got = path(answer.answered());
        if (asked.equals(got)) {
            return;
        }
        if (LOGIN.matcher(got).find() && !LOGIN.matcher(asked).find()) {
            signs.add(Sign.LOGIN);
        } else if (got.length() <= 1 && asked.length() > 1) {
            signs.add(Sign.SENT_HOME);
        }
    }

    private static void page(Answer answer, Answer.Page page, Habits habits, Set<Sign> signs) {
        if (habits.hashes().stream().filter(page.hash()::equals).count() >= SAME_BODY - 1) {
            signs.add(Sign.SAME_BODY);
        }
        // A page whose price is the one that was believed before needs no second look.
        boolean known = page.price() != null && page.price().equals(habits.lastPrice());
        if (!known && habits.medianSize() > 0 && page.size() < habits.medianSize() / SMALL) {
            signs.add(Sign.TOO_SMALL);
        }
        URI canonical = page.canonical();
        if (canonical != null
                && path(canonical).length() <= 1
                && path(answer.answered()).length() > 1) {
            signs.add(Sign.OTHER_CANONICAL);
        }
        price(page, habits, signs);
    }

    /** What a price shows of itself, given the one before: of the thing that is shown, and of any other that is named. */
    public static Optional<Sign> ofPrice(@Nullable Money last, @Nullable Money price, Availability availability) {
        if (last == null) {
            return Optional.empty();
        }
        if (price == null) {
            return availability.refused() ? Optional.empty() : Optional.of(Sign.PRICE_VANISHED);
        }
        return jumped(last, price) ? Optional.of(Sign.PRICE_JUMP) : Optional.empty();
    }

    private static void price(Answer.Page page, Habits habits, Set<Sign> signs) {
        Money price = page.price();
        Money last = habits.lastPrice();
        ofPrice(last, price, page.availability()).ifPresent(signs::add);
        List<Money> others = habits.prices();
        if (price != null
                && !price.equals(last)
                && others.size() >= ONE_PRICE
                && others.stream().allMatch(price::equals)) {
            signs.add(Sign.ONE_PRICE);
        }
    }

    private static boolean jumped(Money last, Money price) {
        return last.comparableWith(price)
                && (price.minor() >= 10 * last.minor() || last.minor() >= 10 * price.minor())
                && price.minor() != last.minor();
    }

    private static String path(@Nullable URI uri) {
        String path = uri == null ? null : uri.getRawPath();
        return path == null ? "" : path.toLowerCase(Locale.ROOT);
    }
}
