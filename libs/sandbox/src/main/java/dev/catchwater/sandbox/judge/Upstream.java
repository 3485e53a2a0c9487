package dev.catchwater.sandbox.judge;

import java.util.List;

/**
 * One upstream and what it holds now.
 *
 * @param name realm and place, such as {@code feeds/gazette}
 * @param paths what to try first, each from the server's root
 * @param items posts it keeps
 * @param streams open streams
 */
public record Upstream(String name, String title, List<String> paths, long items, int streams) {}
