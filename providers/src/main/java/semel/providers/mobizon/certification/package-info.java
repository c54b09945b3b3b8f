/// Tries out at Mobizon itself, for a few SMS to the owner's own number, what its documentation
/// leaves open, and above all what staged sending stands on.
///
/// Owns: the order of the trials and what each of their answers shows. Must never import: another
/// provider, postgres, web. Start reading at: `Certification`.
@NullMarked
package semel.providers.mobizon.certification;

import org.jspecify.annotations.NullMarked;
