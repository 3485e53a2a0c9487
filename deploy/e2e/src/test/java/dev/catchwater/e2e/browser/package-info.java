/** Chromium, one tab at a time, watched for complaints and for requests that leave the machine. */
@NullMarked
package dev.catchwater.e2e.browser;

import org.jspecify.annotations.NullMarked;
