package dev.catchwater.fairlead.structured;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The parsing algorithms of RFC 9651 §4.2, one method each. */
final class Parser {
    private final Cursor in;
    private final Limits limits;

    private Parser(Cursor in, Limits limits) {
        this.in = in;
        this.limits = limits;
    }

    static Parser of(List<String> lines, Limits limits) {
        long chars = lines.stream().mapToLong(line -> line.length() + 2L).sum();
        if (chars > limits.maxChars() + 2L) {
            throw new StructuredFieldException("the field is longer than " + limits.maxChars() + " characters");
        }
        return new Parser(new Cursor(String.join(", ", lines)), limits);
    }

    Item wholeItem() {
        in.skipSpaces();
        Item item = item();
        end();
        return item;
    }

    StructuredList wholeList() {
        in.skipSpaces();
        List<Member> members = new ArrayList<>();
        while (!in.atEnd()) {
            members.add(member());
            bound(members.size());
            if (!separator()) {
                break;
            }
        }
        return new StructuredList(members);
    }

    Dictionary wholeDictionary() {
        in.skipSpaces();
        Map<String, Member> members = new LinkedHashMap<>();
        while (!in.atEnd()) {
            String key = key();
            members.put(key, in.skip('=') ? member() : new Item(new BareItem.Bool(true), parameters()));
            bound(members.size());
            if (!separator()) {
                break;
            }
        }
        return new Dictionary(members);
    }

    /** Whether another member follows; a comma at the end, or none between members, is an error. */
    private boolean separator() {
        // Spaces may end a field, tabs may not: they are whitespace only around a comma (RFC 9651 §4.2).
        in.skipWhitespace();
        if (in.atEnd()) {
            return false;
        }
        in.expect(',');
        in.skipWhitespace();
        if (in.atEnd()) {
            throw in.fail("a comma ends the value");
        }
        return true;
    }

    private void end() {
        in.skipSpaces();
        if (!in.atEnd()) {
            throw in.fail("something follows the item");
        }
    }

    private Member member() {
        return in.peek() == '(' ? innerList() : item();
    }

    private Item item() {
        return new Item(bareItem(), parameters());
    }

    private InnerList innerList() {
        in.expect('(');
        List<Item> items = new ArrayList<>();
        while (true) {
            in.skipSpaces();
            if (in.skip(')')) {
                return new InnerList(items, parameters());
            }
            items.add(item());
            bound(items.size());
            if (in.peek() != ' ' && in.peek() != ')') {
                throw in.fail("items of an inner list are parted by spaces");
            }
        }
    }

    private Parameters parameters() {
        if (in.peek() != ';') {
            return Parameters.NONE;
        }
        Map<String, BareItem> values = new LinkedHashMap<>();
        while (in.skip(';')) {
            in.skipSpaces();
            String key = key();
            values.put(key, in.skip('=') ? bareItem() : new BareItem.Bool(true));
            bound(values.size());
        }
        return new Parameters(values);
    }

    private String key() {
        if (!Keys.isStart(in.peek())) {
            throw in.fail("a key begins with a lower-case letter or *");
        }
        return in.take(c -> Keys.isPart((char) c));
    }

    private BareItem bareItem() {
        char c = in.peek();
        if (c == '-' || (c >= '0' && c <= '9')) {
            return Numbers.parse(in);
        }
        if (BareItem.Token.isStart(c)) {
            return new BareItem.Token(in.take(part -> BareItem.Token.isPart((char) part)));
        }
        in.next();
        return switch (c) {
            case '"' -> text();
            case ':' -> bytes();
            case '?' -> bool();
            case '@' -> date();
            case '%' -> DisplayStrings.parse(in);
            default -> throw in.fail("no item begins so");
        };
    }

    private BareItem text() {
        StringBuilder value = new StringBuilder();
        while (true) {
            char c = in.next();
            if (c == '"') {
                return new BareItem.Text(value.toString());
            }
            if (c == '\\') {
                c = in.next();
                if (c != '"' && c != '\\') {
                    throw in.fail("only quotes and backslashes are escaped");
                }
            } else if (c < ' ' || c >= 0x7f) {
                throw in.fail("a string is printable ASCII");
            }
            value.append(c);
        }
    }

    private BareItem bytes() {
        String encoded = in.take(c -> c != ':');
        in.expect(':');
        return new BareItem.ByteSequence(Numbers.base64(encoded, in));
    }

    private BareItem bool() {
        if (in.skip('1')) {
            return new BareItem.Bool(true);
        }
        in.expect('0');
        return new BareItem.Bool(false);
    }

    private BareItem date() {
        if (Numbers.parse(in) instanceof BareItem.Int(long seconds)) {
            return new BareItem.Date(seconds);
        }
        throw in.fail("a date is a whole number of seconds");
    }

    private void bound(int size) {
        if (size > limits.maxMembers()) {
            throw in.fail("there are more than " + limits.maxMembers() + " members");
        }
    }
}
