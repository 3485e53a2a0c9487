package dev.catchwater.fairlead.redis.store;

import dev.catchwater.fairlead.cache.PrimaryKey;
import dev.catchwater.fairlead.cache.StoredResponse;
import dev.catchwater.fairlead.redis.RedisLink;
import dev.catchwater.fairlead.store.StoredEntry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One look for what is stored: first the heads, then the contents that are wanted and the marks of their groups. */
record Finding(RedisLink link, Keyring keys, PrimaryKey key, Predicate<StoredResponse> wanted, Instant now) {
    Uni<List<StoredEntry>> run() {
        Uni<List<Head>> own = link.guarded(() -> Request.cmd(Command.HGETALL).arg(keys.heads(key)))
                .map(answer -> answer == null ? List.of() : heads(answer));
        return marked(own).chain(heads -> heads.isEmpty() ? Uni.createFrom().item(List.of()) : contents(heads));
    }

    /** The mark of the target lies with its own heads (RFC 9111 §4.4); both are asked for at once. */
    private Uni<List<Head>> marked(Uni<List<Head>> own) {
        if (key.target().equals(key)) {
            return own;
        }
        Uni<Instant> invalid = link.guarded(() ->
                        Request.cmd(Command.HGET).arg(keys.heads(key.target())).arg("!invalid"))
                .map(Finding::mark);
        return Uni.combine()
                .all()
                .unis(own, invalid)
                .with((heads, upTo) ->
                        heads.stream().map(head -> marked(head, upTo)).toList());
    }

    private List<Head> heads(Response answer) {
        Instant removed = mark(answer.get("!removed"));
        Instant invalid = mark(answer.get("!invalid"));
        List<Head> heads = new ArrayList<>();
        for (String field : answer.getKeys()) {
            if (field.startsWith("v")) {
                Head.read(answer.get(field).toBuffer())
                        .filter(head -> head.keepUntil().isAfter(now))
                        .filter(head -> head.response().requestTime().isAfter(removed))
                        .map(head -> marked(head, invalid))
                        .ifPresent(heads::add);
            }
        }
        return heads;
    }

    private static Instant mark(@Nullable Response mark) {
        return mark == null ? Instant.MIN : Times.parse(mark.toString());
    }

    private static Head marked(Head head, Instant upTo) {
        return head.response().requestTime().isAfter(upTo)
                ? head
                : new Head(
                        head.response().invalidated(),
                        head.keepUntil(),
                        head.content(),
                        head.length(),
                        head.checksum());
    }

    private Uni<List<StoredEntry>> contents(List<Head> heads) {
        List<Head> near =
                heads.stream().filter(head -> wanted.test(head.response())).toList();
        List<Head> shown = near.isEmpty() ? heads : near;
        Set<String> groups = new LinkedHashSet<>();
        shown.forEach(head -> groups.addAll(head.response().groups()));
        List<String> names = new ArrayList<>();
        near.forEach(head -> names.add(keys.contents(key) + head.content()));
        groups.forEach(group -> names.add(keys.group(key.origin(), group)));
        names.add(keys.everything());
        return link.guarded(() -> {
                    Request request = Request.cmd(Command.MGET);
                    names.forEach(request::arg);
                    return request;
                })
                .map(answer -> answer == null ? List.of() : entries(shown, near.size(), List.copyOf(groups), answer));
    }

    private List<StoredEntry> entries(List<Head> shown, int near, List<String> groups, Response answer) {
        List<StoredEntry> entries = new ArrayList<>();
        Instant removed = mark(answer.get(answer.size() - 1));
        for (int i = 0; i < shown.size(); i++) {
            Head head = shown.get(i);
            if (!head.response().requestTime().isAfter(removed)) {
                continue;
            }
            for (String group : head.response().groups()) {
                head = marked(head, mark(answer.get(near + groups.indexOf(group))));
            }
            if (near == 0) {
                entries.add(far(head));
            } else if (answer.get(i) != null) {
                Buffer bytes = answer.get(i).toBuffer();
                if (bytes.length() == head.length() && HeadCodec.checksum(bytes.getBytes()) == head.checksum()) {
                    entries.add(new StoredEntry(head.response(), new Bytes(bytes), head.keepUntil()));
                }
            }
        }
        return entries;
    }

    private StoredEntry far(Head head) {
        var content = new FarContent(link, keys.contents(key) + head.content(), head.length());
        return new StoredEntry(head.response(), content, head.keepUntil());
    }
}
