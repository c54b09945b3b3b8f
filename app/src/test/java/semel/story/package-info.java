/// Whole Semels against fake providers: the story of three SMS, and kill -9.
@NullMarked
package semel.story;

import org.jspecify.annotations.NullMarked;
