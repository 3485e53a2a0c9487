/** What applications use: {@code @Inject @Client("name") HttpClient}, and code that completes the configuration. */
@NullMarked
package dev.catchwater.fairlead.quarkus;

import org.jspecify.annotations.NullMarked;
