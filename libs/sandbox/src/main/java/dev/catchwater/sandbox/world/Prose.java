package dev.catchwater.sandbox.world;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Writes drafts in the languages of the {@link Cast}: short, readable, and hard to tell from small talk. */
public final class Prose {

    private record Phrases(List<String> openings, List<String> things, List<String> turns) {}

    private static final Map<String, Phrases> LANGUAGES = Map.of(
            "en",
            new Phrases(
                    List.of(
                            "This morning I found",
                            "Nobody warned me about",
                            "Three years of notes on",
                            "A small correction about",
                            "Everyone asks me about",
                            "Today's surprise was",
                            "I keep coming back to",
                            "Half the town is talking about",
                            "It took a week to understand",
                            "A question for those who know"),
                    List.of(
                            "the old slipway",
                            "a very patient heron",
                            "the 07:40 that never runs",
                            "second-hand varnish",
                            "the gauge by the bridge",
                            "a drawer full of maps",
                            "low water at dusk",
                            "the noise on 40 metres",
                            "my neighbour's beans",
                            "that one loose rivet",
                            "the north wall & its moss",
                            "a letter from 1931"),
                    List.of(
                            "It is better than it looks.",
                            "I was wrong twice, which is a record.",
                            "More when the light is back.",
                            "The kettle disagrees.",
                            "Measured, not guessed.",
                            "Please check your own figures.",
                            "It rained < 2 mm, so we stayed.",
                            "Ask me again in spring.",
                            "There is a photo somewhere.",
                            "I'd do it again.")),
            "de",
            new Phrases(
                    List.of("Heute früh:", "Wieder einmal", "Keiner glaubt mir", "Kurze Notiz über", "Endlich fertig:"),
                    List.of(
                            "der Ersatzfahrplan",
                            "ein störrischer Sauerteig",
                            "die Weiche bei Kilometer 12",
                            "das Mehl aus der alten Mühle",
                            "ein Gleis voller Äpfel"),
                    List.of(
                            "Es ging besser als gedacht.",
                            "Pünktlich war nur der Regen.",
                            "Morgen dann in Ruhe.",
                            "Schönen Gruß an alle Frühaufsteher.")),
            "es",
            new Phrases(
                    List.of("Esta mañana,", "Otra vez", "Nadie me avisó de", "Apunte breve sobre", "Por fin:"),
                    List.of(
                            "el caldo de siempre",
                            "un gol en el minuto noventa",
                            "las naranjas de la plaza",
                            "el árbitro del domingo",
                            "una receta sin medidas"),
                    List.of(
                            "Mañana os cuento más.",
                            "¿Alguien lo ha probado?",
                            "Sale mejor con calma.",
                            "Y llovió, claro.")),
            "fr",
            new Phrases(
                    List.of("Ce matin,", "Encore une fois,", "Petite note sur", "On m'a demandé", "Enfin rangé :"),
                    List.of(
                            "un carton de poches",
                            "le rayon du fond",
                            "une édition oubliée",
                            "la vitrine d'hiver",
                            "un marque-page de 1974"),
                    List.of(
                            "À lire debout.",
                            "Je n'en dirai pas plus.",
                            "Revenez jeudi.",
                            "C'était moins cher avant.")),
            "ja",
            new Phrases(
                    List.of("今朝、", "やっと、", "また、", "短いメモ:"),
                    List.of("木星の縞がよく見えた", "古い望遠鏡を磨いた", "雲の切れ間に土星", "星図の誤植を見つけた"),
                    List.of("また明日。", "写真はのちほど。", "寒かった。", "来週も晴れますように。")));

    private static final List<String> PLACES =
            List.of("harbour", "ridge", "allotment", "platform", "marsh", "attic", "kitchen", "lighthouse");
    private static final List<String> WARNINGS = List.of("spiders", "long", "food", "council politics");

    private Prose() {}

    /** What this person says with these dice. */
    public static Draft write(Dice dice, Persona author) {
        Phrases phrases = LANGUAGES.getOrDefault(author.language(), LANGUAGES.get("en"));
        if (phrases == null) {
            throw new IllegalStateException("no English");
        }
        String title = dice.pick(phrases.openings()) + " " + dice.pick(phrases.things());
        var turns = IntStream.range(0, 1 + dice.below(3))
                .mapToObj(i -> dice.pick(phrases.turns()))
                .distinct();
        var sentences = Stream.concat(Stream.of(title + "."), turns).toList();
        var tags = author.topics().stream().filter(topic -> dice.chance(0.5)).toList();
        return new Draft(
                title,
                sentences,
                tags,
                dice.chance(0.3) ? link(dice, author) : null,
                dice.chance(0.2) ? "A picture of the " + dice.pick(PLACES) : null,
                dice.chance(0.05) ? dice.pick(WARNINGS) : null,
                author.language());
    }

    private static String link(Dice dice, Persona author) {
        // example.org is reserved (RFC 2606): a link that nobody's reader can stumble over.
        return "https://" + (dice.chance(0.5) ? "www." : "") + "example.org/" + dice.pick(PLACES) + "/"
                + author.handle() + "/notes-" + dice.below(100_000) + (dice.chance(0.3) ? "?utm_source=feed" : "");
    }
}
