/// Campaigns: the product holds, and what is known to be wrong does not.
@NullMarked
package semel.simulator.campaign;

import org.jspecify.annotations.NullMarked;
