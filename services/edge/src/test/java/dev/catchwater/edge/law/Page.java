package dev.catchwater.edge.law;

import java.util.ArrayList;
import java.util.List;

/** One of the targets that clients read, under one of two names of one node, with the tags that its origin gives it. */
record Page(String host, int section, int chapter, int item) {
    static final int SECTIONS = 3;
    static final int CHAPTERS = 10;
    static final int ITEMS = 5;
    static final int MIXES = 13;
    static final List<String> HOSTS = List.of("127.0.0.1", "localhost");

    static List<Page> all() {
        List<Page> all = new ArrayList<>();
        for (String host : HOSTS) {
            for (int i = 0; i < SECTIONS * CHAPTERS * ITEMS; i++) {
                all.add(new Page(host, i / CHAPTERS / ITEMS, i / ITEMS % CHAPTERS, i % ITEMS));
            }
        }
        return all;
    }

    String path() {
        return "/s" + section + "/c" + chapter + "/" + (item == 0 ? "k?v=1" : "k" + item);
    }

    String surrogateKey() {
        return "item-" + item + " chapter-" + chapter;
    }

    String cacheTag() {
        return "mix-" + mix();
    }

    int mix() {
        return (section * 7 + chapter * 3 + item) % MIXES;
    }
}
