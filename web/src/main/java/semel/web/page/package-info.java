/// What every page is made of: the frame, the words of three languages, times, money, files.
///
/// Owns: rendering. Must never import: the rooms of single pages. Start reading at: `Pages`.
@NullMarked
package semel.web.page;

import org.jspecify.annotations.NullMarked;
