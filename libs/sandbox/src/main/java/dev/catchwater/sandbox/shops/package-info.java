/** Pretend shops: product pages in four markups, robots.txt, sitemaps, limits and walls. */
@NullMarked
package dev.catchwater.sandbox.shops;

import org.jspecify.annotations.NullMarked;
