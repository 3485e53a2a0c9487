/** What a person sees and does on each page, in the page's own words. */
@NullMarked
package dev.catchwater.e2e.page;

import org.jspecify.annotations.NullMarked;
