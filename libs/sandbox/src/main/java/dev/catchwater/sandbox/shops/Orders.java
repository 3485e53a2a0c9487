package dev.catchwater.sandbox.shops;

import dev.catchwater.sandbox.judge.Command;
import dev.catchwater.sandbox.judge.Refusal;
import java.util.List;

/** What a shop is told to be, and what it tells of those who came. */
final class Orders {

    private Orders() {}

    /**
     * {@code price} (id, cents, list), {@code stock} (id, available), {@code robots} (id, robots: its X-Robots-Tag),
     * {@code lead} (id, to, status: a redirect), {@code limit} (count a minute), {@code wall} (status;
     * 200 opens it), {@code judgement}: requests, those before the end of a wait, those where robots.txt forbids;
     * {@code manners}: requests to the origin that met another, then when each came.
     */
    static List<String> obey(Shop shop, Command command) {
        switch (command.op()) {
            case "price" -> price(command, tag(shop, command));
            case "stock" -> {
                Shop.Tag tag = tag(shop, command);
                tag.available = command.text("available", "true").equals("true");
                tag.touch(command.at());
            }
            case "robots" -> tag(shop, command).robots = command.text("robots", "");
            case "lead" -> {
                Shop.Tag tag = tag(shop, command);
                tag.leadsTo = command.text("to", "");
                tag.leadsBy = command.count("status", 302, 308);
            }
            case "limit" -> shop.limit = command.count("count", 60, 100_000);
            case "wall" -> shop.wall = command.count("status", 403, 599) == 200 ? 0 : command.count("status", 403, 599);
            case "judgement" -> {
                var seen = shop.judgement();
                return List.of("" + seen.requests(), "" + seen.early(), "" + seen.trespasses());
            }
            default ->
                throw new Refusal(404, "a shop knows price, stock, robots, lead, limit, wall, judgement and manners");
        }
        return List.of();
    }

    private static void price(Command command, Shop.Tag tag) {
        tag.cents = command.count("cents", tag.cents, 100_000_000);
        tag.listCents = command.args().containsKey("list") ? (Integer) command.count("list", 1, 100_000_000) : null;
        tag.touch(command.at());
    }

    private static Shop.Tag tag(Shop shop, Command command) {
        return shop.tag(command.text("id", "")).orElseThrow(() -> new Refusal(404, "the shop does not sell that"));
    }
}
