/// The dashboard in a real browser: what only a browser can tell about a page.
@NullMarked
package semel.browser;

import org.jspecify.annotations.NullMarked;
